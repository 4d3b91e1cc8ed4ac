import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type * as SchemaEngineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

import { root } from '../root';

/** PostgreSQL's own one-byte type of its catalogue, which the adapter does not know, and the character type it does. */
const internalChar = 18;
const fixedChar = 1042;
const characterColumn = 6;

/**
 * The SQL that would bring a database to what `prisma/*.prisma` says; empty when the two agree. It asks Prisma's own
 * engine in its WebAssembly form, which needs no download.
 */
export async function findSchemaDrift(databaseUrl: string): Promise<string> {
  const { SchemaEngine } = await loadEngine();
  const files = await readSchemas();
  const pools: CatalogPool[] = [];
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFor(databaseUrl, pools)),
  );
  try {
    const { stdout } = await engine.diff({
      // With no migration to apply to it, the "shadow" of the history is our database as it stands.
      from: {
        tag: 'migrations',
        baseDir: root,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: [],
      },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const script = stdout?.trim() ?? '';
    return script.startsWith('-- This is an empty migration') ? '' : script;
  } finally {
    // The engine does not dispose of what it opened.
    await Promise.all(pools.filter(({ ended }) => !ended).map((pool) => pool.end()));
  }
}

async function loadEngine(): Promise<typeof SchemaEngineModule> {
  // Node 20 cannot import WebAssembly as a module, so the package's own loader is done by hand.
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine = (await import(file)) as typeof SchemaEngineModule;
  const binary = await readFile(file.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const panics = { message: '', set_message: (message: string) => (panics.message = message) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  return engine;
}

function adapterFor(connectionString: string, pools: CatalogPool[]): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => {
    const pool = new CatalogPool({ connectionString, max: 1 });
    pools.push(pool);
    const adapter = await new PrismaPg(pool, { disposeExternalPool: false }).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of pool.charColumns) result.columnTypes[column] = characterColumn;
      return result;
    };
    return adapter;
  };
  return { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect, connectToShadowDb: connect };
}

/** Shows the internal one-byte type as fixed characters and remembers in which columns. One query at a time. */
class CatalogPool extends pg.Pool {
  charColumns: readonly number[] = [];

  constructor(config: pg.PoolConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
    const patched = async (...args: unknown[]) => {
      const result = await query(...args);
      const columns = result.fields.flatMap((field, at) => (field.dataTypeID === internalChar ? [at] : []));
      for (const field of result.fields) if (field.dataTypeID === internalChar) field.dataTypeID = fixedChar;
      this.charColumns = columns;
      return result;
    };
    Object.assign(this, { query: patched });
  }
}

async function readSchemas(): Promise<{ path: string; content: string }[]> {
  const folder = path.join(root, 'prisma');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma'));
  return Promise.all(
    names.sort().map(async (name) => ({
      path: path.join(folder, name),
      content: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}
