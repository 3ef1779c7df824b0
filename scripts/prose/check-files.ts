import { readFileSync } from 'node:fs';
import { type Finding, lintPassage } from './lint-passage';
import { markdownPassages } from './markdown-passages';
import { typeScriptPassages } from './typescript-passages';

/** A finding with its file. */
export interface FileFinding extends Finding {
  readonly file: string;
}

/** Wordings that are right in a file although a rule refuses them, in lower case. */
export type Allowed = Readonly<Record<string, readonly string[]>>;

/** The findings of files, without those that are allowed. */
export async function checkFiles(files: readonly string[], allowed: Allowed): Promise<FileFinding[]> {
  const findings: FileFinding[] = [];
  for (const file of files) {
    const allowedHere = allowed[file] ?? [];
    for (const finding of await checkText(file, readFileSync(file, 'utf8'))) {
      if (!allowedHere.includes(finding.wording.toLowerCase())) findings.push({ file, ...finding });
    }
  }
  return findings;
}

/** The findings of a text as if it were in that file. */
export async function checkText(file: string, text: string): Promise<Finding[]> {
  const passages = file.endsWith('.md') ? markdownPassages(text) : typeScriptPassages(file, text);
  return (await Promise.all(passages.map(lintPassage))).flat();
}
