import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import ts from 'typescript';

import { ROOT } from './typescript-project';

const LIBRARY = '/typescript-library';

/** A language service over texts in memory. The only files it reads from disk are the compiler's own library declarations. */
export class TypeScriptService {
  private readonly texts: Map<string, string>;
  private readonly versions = new Map<string, number>();
  private readonly service: ts.LanguageService;

  constructor(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions) {
    this.texts = new Map([...texts].map(([path, text]) => [`${ROOT}/${path}`, text]));
    // One registry a service: a shared one would hand a file's text to the next project with the same path.
    this.service = ts.createLanguageService(this.host(options), ts.createDocumentRegistry());
  }

  text(path: string): string {
    return this.texts.get(`${ROOT}/${path}`) ?? '';
  }

  setText(path: string, text: string): void {
    const file = `${ROOT}/${path}`;
    this.texts.set(file, text);
    this.versions.set(file, (this.versions.get(file) ?? 0) + 1);
  }

  paths(): string[] {
    return [...this.texts.keys()].map((file) => file.slice(ROOT.length + 1));
  }

  diagnostics(path: string): readonly ts.Diagnostic[] {
    const file = `${ROOT}/${path}`;
    return [...this.service.getSyntacticDiagnostics(file), ...this.service.getSemanticDiagnostics(file)];
  }

  fixes(path: string, diagnostic: ts.Diagnostic): readonly ts.CodeFixAction[] {
    const { start = 0, length = 0, code } = diagnostic;
    const newLine = this.text(path).includes('\r\n') ? '\r\n' : '\n';
    return this.service.getCodeFixesAtPosition(
      `${ROOT}/${path}`,
      start,
      start + length,
      [code],
      { ...ts.getDefaultFormatCodeSettings(newLine), ...indentation(this.text(path)) },
      {
        includeCompletionsForModuleExports: true,
        importModuleSpecifierPreference: 'shortest',
        quotePreference: 'auto',
        allowTextChangesInNewFiles: false,
      },
    );
  }

  private host(options: ts.CompilerOptions): ts.LanguageServiceHost {
    const folders = new Set([...this.texts.keys()].flatMap(foldersOf));
    const read = (file: string) => this.texts.get(file) ?? libraryText(file);
    return {
      getScriptFileNames: () => [...this.texts.keys()].filter((file) => /\.([cm]?[jt]s|[jt]sx)$/.test(file)),
      getScriptVersion: (file) => String(this.versions.get(file) ?? 0),
      getScriptSnapshot: (file) => {
        const text = read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => options,
      getDefaultLibFileName: (settings) => `${LIBRARY}/${ts.getDefaultLibFileName(settings)}`,
      fileExists: (file) => read(file) !== undefined,
      readFile: read,
      directoryExists: (folder) => folders.has(folder) || folder === LIBRARY,
      getDirectories: () => [],
      useCaseSensitiveFileNames: () => true,
      realpath: (file) => file,
    };
  }
}

const library = new Map<string, string | undefined>();

function libraryText(file: string): string | undefined {
  if (dirname(file) !== LIBRARY || !/^lib[\w.]*\.d\.ts$/.test(basename(file))) return undefined;
  if (!library.has(file)) {
    const path = join(dirname(ts.getDefaultLibFilePath({})), basename(file));
    library.set(file, ts.sys.fileExists(path) ? readFileSync(path, 'utf8') : undefined);
  }
  return library.get(file);
}

function foldersOf(file: string): string[] {
  const folders: string[] = [];
  for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1))
    folders.push(file.slice(0, at));
  return folders;
}

function indentation(text: string): Partial<ts.FormatCodeSettings> {
  const indent = /^(\t| {2,8})\S/m.exec(text)?.[1];
  if (indent === undefined) return {};
  return indent === '\t'
    ? { convertTabsToSpaces: false }
    : { indentSize: indent.length, tabSize: indent.length };
}
