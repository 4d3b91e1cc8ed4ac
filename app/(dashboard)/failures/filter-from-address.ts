import { category, type Category } from '@/lib/domain/category';
import { failureStatus, type FailureStatus } from '@/lib/domain/failure-status';
import { openFailureStatuses } from '@/lib/operations/open-failure-statuses';

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** `open` and `working` stand for several statuses. */
const groups: Readonly<Record<string, readonly FailureStatus[]>> = {
  open: openFailureStatuses,
  working: ['diagnosing', 'diagnosed', 'mending'],
};

export interface AddressFilter {
  readonly project: string;
  readonly category: Category | '';
  readonly status: string;
  readonly statuses: readonly FailureStatus[] | undefined;
  readonly after: string;
}

/** The filters that the address names; what it names wrongly counts as absent. */
export function filterFromAddress(params: SearchParams): AddressFilter {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  const status = one('status');
  const single = failureStatus.safeParse(status).data;
  const statuses = groups[status] ?? (single && [single]);
  return {
    project: one('project'),
    category: category.safeParse(one('category')).data ?? '',
    status: statuses ? status : '',
    statuses,
    after: one('after'),
  };
}
