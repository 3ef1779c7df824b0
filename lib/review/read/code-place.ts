import { fileURLToPath } from 'node:url';
import { type CodePlace } from './loaded-template';

const frame = /(?:^|\(|\s)((?:file:\/\/|[A-Za-z]:[\\/])?[^\s()][^()]*?):(\d+):(\d+)\)?$/;

/** The first line of a stack trace that is the app's own: not in a package, and not of Node.js. */
export function codePlace(trace: unknown): CodePlace | undefined {
  for (const line of Array.isArray(trace) ? (trace as unknown[]) : []) {
    const [, file = '', row, column] =
      typeof line === 'string' ? (frame.exec(line.trim().replace(/^at /, '')) ?? []) : [];
    if (file === '' || /^node:|[\\/]node_modules[\\/]|<anonymous>/.test(file)) continue;
    return { file: pathOf(file), line: Number(row), column: Number(column) };
  }
  return undefined;
}

function pathOf(file: string): string {
  try {
    return file.startsWith('file://') ? fileURLToPath(file) : file;
  } catch {
    return file;
  }
}
