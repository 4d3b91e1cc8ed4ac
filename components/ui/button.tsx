import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export const buttonClasses = cva(
  'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border px-3 text-[13px] font-medium whitespace-nowrap transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary:
          'border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-strong not-disabled:hover:bg-accent-strong',
        plain: 'border-line bg-surface text-ink hover:bg-subtle',
        danger: 'border-danger-line bg-surface text-danger hover:bg-danger-soft',
        quiet: 'border-transparent bg-transparent text-muted hover:bg-subtle hover:text-ink',
      },
    },
    defaultVariants: { look: 'plain' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonClasses>;

export function Button({ look, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonClasses({ look }), className)} {...rest} />;
}
