import { visibleText } from '@/lib/format/visible-text';

export interface DecisionChainProps {
  readonly chain: readonly { readonly rule: string; readonly detail: string }[];
}

/** The rules that led to the last decision, in the order in which they were asked. */
export function DecisionChain({ chain }: DecisionChainProps) {
  return (
    <ol className="list-decimal space-y-1 pl-5 text-[13px] marker:text-muted">
      {chain.map((link, index) => (
        <li key={`${link.rule}-${index}`} className="[overflow-wrap:anywhere]">
          <span className="inline-block font-medium first-letter:uppercase">{visibleText(link.rule)}</span>
          {link.detail && <span className="text-muted">: {visibleText(link.detail)}</span>}
        </li>
      ))}
    </ol>
  );
}
