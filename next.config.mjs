/**
 * Headers for every answer. Pages set their own Content-Security-Policy for scripts (it needs a nonce for each
 * request); this one holds for whatever sets none.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types of the whole project; a build for a demo need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Loaded as they are: they read files beside themselves or choose code at run time, which bundling breaks.
  serverExternalPackages: [
    'pg',
    'prettier',
    'editorconfig',
    'typescript',
    'pino',
    '@prisma/client',
    '@prisma/adapter-pg',
    'undici',
  ],
  headers: () => Promise.resolve([{ source: '/:path*', headers: securityHeaders }]),
};
