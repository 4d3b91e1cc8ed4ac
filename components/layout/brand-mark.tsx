export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="7" className="fill-[#4048c4]" />
      <path d="M5 16h6.2M20.8 16H27" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path
        d="m11.6 16.4 3 3.1 5.9-6.6"
        fill="none"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
