import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

export const sourceFolder = join(import.meta.dirname, '..', '..', 'src');
const tsconfig = join(import.meta.dirname, '..', '..', 'tsconfig.json');

const { config } = ts.readConfigFile(tsconfig, (path) => readFileSync(path, 'utf8'));
const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, join(tsconfig, '..'));

/** Path of a source from src with `/`. */
const pathInSources = (path: string): string => relative(sourceFolder, path).split(sep).join('/');

/** All sources of src with a type checker for them. */
export function sourceProgram(): { files: { path: string; file: ts.SourceFile }[]; checker: ts.TypeChecker } {
  const program = ts.createProgram(fileNames, options);
  const files = fileNames.map((name) => ({ path: pathInSources(name), file: program.getSourceFile(name)! }));
  return { files, checker: program.getTypeChecker() };
}

/** A source given as text, with the same settings; imports in it are not followed. */
export function sampleProgram(text: string): { file: ts.SourceFile; checker: ts.TypeChecker } {
  const name = join(sourceFolder, 'sample.ts');
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const sample = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  host.getSourceFile = (path, ...rest) =>
    path === name ? sample : (samples.get(path) ?? keep(path, read(path, ...rest)));
  const program = ts.createProgram([name], { ...options, noResolve: true }, host);
  return { file: sample, checker: program.getTypeChecker() };
}

/** The declarations of the language, read once for all samples. */
const samples = new Map<string, ts.SourceFile>();
function keep(path: string, file: ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (file !== undefined) samples.set(path, file);
  return file;
}
