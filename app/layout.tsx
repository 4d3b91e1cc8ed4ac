import type { Metadata, Viewport } from 'next';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { StyleNonce } from '@/components/layout/style-nonce';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Pipemend', template: '%s · Pipemend' },
  description: 'GitLab pipelines that mend themselves, and can prove it.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1014' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The nonce of the Content-Security-Policy is new for each request: no page may be rendered ahead of it.
  await connection();
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <StyleNonce />
        {children}
      </body>
    </html>
  );
}
