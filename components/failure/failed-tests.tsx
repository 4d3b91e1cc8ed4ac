import type { FailedTest } from '@/lib/domain/failed-test';
import { plural } from '@/lib/format/plural';
import { visibleText } from '@/lib/format/visible-text';

const most = 100;

export function FailedTests({ tests }: { readonly tests: readonly FailedTest[] }) {
  return (
    <div>
      <h3 className="mb-1 text-[13px] font-semibold">{plural(tests.length, 'failed test')}</h3>
      <ul className="divide-y divide-line border-y border-line text-[13px]">
        {tests.slice(0, most).map((test, index) => (
          <li key={`${test.name}-${index}`} className="space-y-1 py-2">
            <p className="flex flex-wrap justify-between gap-x-4 font-medium [overflow-wrap:anywhere]">
              {visibleText(test.name)}
              {test.file && (
                <span className="font-mono text-xs leading-5 font-normal text-muted">
                  {visibleText(test.line === null ? test.file : `${test.file}:${test.line}`)}
                </span>
              )}
            </p>
            {test.message && (
              <p className="rounded-sm bg-subtle px-2 py-1 font-mono text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap">
                {test.message.split('\n').map(visibleText).join('\n')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {tests.length > most && (
        <p className="mt-1 text-[13px] text-muted">{tests.length - most} more in the log.</p>
      )}
    </div>
  );
}
