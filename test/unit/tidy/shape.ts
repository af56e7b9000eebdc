import path from 'node:path';

import ts from 'typescript';

import { parse, type Source } from './sources';

const longestFile = 250;
const vagueNames = /^(utils?|helpers?|common|types|index|misc|manager|service)$/i;

/** Files that are too long to be one idea. */
export function tooLong(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ file, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > longestFile ? [`${file} has ${lines} lines.`] : [];
  });
}

/** Files whose name does not say what they do. */
export function vaguelyNamed(files: readonly Source[]): readonly string[] {
  return files
    .filter(({ file }) => vagueNames.test(path.posix.parse(file).name))
    .map(({ file }) => `${file} needs a name.`);
}

/** Modules with a default export, which every importer may name differently. */
export function defaultExports(files: readonly Source[]): readonly string[] {
  const isDefault = (statement: ts.Statement): boolean =>
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true);
  return files
    .filter((source) => parse(source).statements.some(isDefault))
    .map(({ file }) => `${file} has a default export.`);
}

/** Modules that only pass on what others export: they hide where things live and pull rooms together. */
export function barrels(files: readonly Source[]): readonly string[] {
  const passesOn = (statement: ts.Statement): boolean =>
    ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
  const isBarrel = (source: Source): boolean => {
    const { statements } = parse(source);
    const own = statements.filter((statement) => !passesOn(statement) && !ts.isImportDeclaration(statement));
    const passesAllOn = (statement: ts.Statement): boolean =>
      ts.isExportDeclaration(statement) && passesOn(statement) && statement.exportClause === undefined;
    return statements.some(passesAllOn) || (own.length === 0 && statements.some(passesOn));
  };
  return files.filter(isBarrel).map(({ file }) => `${file} only passes on other modules.`);
}

/** Tests that were switched off, or that switch the others off. */
export function skippedTests(files: readonly Source[]): readonly string[] {
  const skipped = /\b(?:it|test|describe|suite|context)\.(?:skip|only|todo|fails)\b|\bthis\.skip\(/;
  return files.filter(({ text }) => skipped.test(text)).map(({ file }) => `${file} skips tests.`);
}

/** Absolute paths of somebody's machine. */
export function machinePaths(files: readonly Source[]): readonly string[] {
  const machinePath = /(?:^|[^A-Za-z0-9_.])\/(?:work|root|farm)\//m;
  return files
    .filter(({ text }) => machinePath.test(text))
    .map(({ file }) => `${file} names a path of one machine.`);
}
