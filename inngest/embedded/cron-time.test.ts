import { describe, expect, it } from 'vitest';

import { nextCron } from './cron-time';

const after = new Date('2026-03-27T10:00:00Z');
const at = (text: string) => ({ kind: 'at', at: new Date(text) });

describe('nextCron', () => {
  it('finds the next time, in UTC unless the expression names a zone', () => {
    expect(nextCron('0 12 * * *', after)).toEqual(at('2026-03-27T12:00:00Z'));
    expect(nextCron('TZ=Europe/Paris 0 12 * * *', after)).toEqual(at('2026-03-27T11:00:00Z'));
    // Two days later Paris has summer time.
    expect(nextCron('TZ=Europe/Paris 0 12 * * 1', after)).toEqual(at('2026-03-30T10:00:00Z'));
    expect(nextCron('*/5 * * * *', after)).toEqual(at('2026-03-27T10:05:00Z'));
  });

  it('says where there is no next time, or no schedule', () => {
    expect(nextCron('0 0 30 2 *', after)).toEqual({ kind: 'never' });
    for (const text of ['', 'every friday', 'TZ=Nowhere/Land 0 12 * * *', '99 * * * *', '* * *']) {
      expect(nextCron(text, after), text).toEqual({ kind: 'invalid' });
    }
  });
});
