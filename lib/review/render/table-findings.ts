import { wrap } from '../../private/wrap';
import { type Finding } from '../findings';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { sourceText } from './source-text';

const indent = ' '.repeat(9);

/** Findings in words, the worst first, what is acknowledged last. */
export function tableFindings(findings: readonly Finding[], width: number): string[] {
  return orderedFindings(findings).map((finding) => findingText(finding, width));
}

function findingText({ id, severity, message, fix, source, acknowledged }: Finding, width: number): string {
  const head = `${severity.toUpperCase().padEnd(indent.length)}${plainText(id)}`;
  const body = [sourceText(source), plainText(message), `Fix: ${plainText(fix)}`];
  const reason = acknowledged === undefined ? [] : [`Acknowledged: ${plainText(acknowledged)}`];
  return [wrap(head, width), ...[...reason, ...body].flatMap((text) => indented(text, width))].join('\n');
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - indent.length)
    .split('\n')
    .map((line) => `${indent}${line}`);
}
