import { defineConfig } from 'prisma/config';

// `prisma generate` asks for an engine binary that only migration commands use and that needs a download;
// naming this file spares it. To author a migration, name a real engine in PRISMA_SCHEMA_ENGINE_BINARY.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= import.meta.filename;

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/pipemend' },
});
