import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** A file of the repository: its path with '/', relative to the root, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** All files below folders, or single files, that end like one of `endings`; nothing in node_modules. */
export function sources(places: readonly string[], endings: readonly string[]): readonly Source[] {
  return places
    .flatMap((place) => filesBelow(place))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => ({ file, text: readFileSync(path.join(repository, file), 'utf8') }));
}

/** What a module imports, in any of the ways that TypeScript has; types too, which the compiler erases. */
export function importsOf({ file, text }: Source): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  const add = (specifier: ts.Node | undefined): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
  };
  visit(parse({ file, text }));
  return found;
}

/** The module's statements. */
export function parse({ file, text }: Source): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
}

/** 'src/a/b.ts' imports '../c': 'src/c'. Undefined for packages. */
export function target(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function filesBelow(place: string): readonly string[] {
  const entries = readdirSync(path.join(repository, place), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const file = path.posix.join(place, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(file);
    return entry.isFile() ? [file] : [];
  });
}
