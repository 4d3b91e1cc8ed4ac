'use client';

import { ChevronDown, X } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useRef } from 'react';
import { buttonClasses } from '@/components/ui/button';

interface FilterOption {
  readonly value: string;
  readonly label: string;
}

interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly FilterOption[];
}

/** Filters that live in the address: changing one asks for the list anew, from its first page. */
export function FailureFilters({ fields }: { readonly fields: readonly FilterField[] }) {
  const form = useRef<HTMLFormElement>(null);
  const isFiltered = fields.some(({ value }) => value !== '');
  return (
    <Form ref={form} action="/failures" scroll={false} aria-label="Filter" className="flex flex-wrap gap-2">
      {fields.map((field) => (
        <label key={`${field.name}=${field.value}`} className="relative max-w-full">
          <span className="sr-only">{field.label}</span>
          <select
            name={field.value === '' ? undefined : field.name}
            defaultValue={field.value}
            onChange={(event) => {
              // A filter that is off leaves no trace in the address.
              if (event.currentTarget.value === '') event.currentTarget.removeAttribute('name');
              else event.currentTarget.name = field.name;
              form.current?.requestSubmit();
            }}
            className="h-8 w-full max-w-64 appearance-none truncate rounded-md border border-line bg-surface pr-7 pl-2.5 text-[13px] hover:bg-subtle"
          >
            <option value="">{field.all}</option>
            {field.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2 size-4 text-muted" />
        </label>
      ))}
      {isFiltered && (
        <Link href="/failures" scroll={false} className={buttonClasses({ look: 'quiet' })}>
          <X aria-hidden /> Clear
        </Link>
      )}
    </Form>
  );
}
