import { isMapping, type Mapping } from '../../private/mapping';
import { type Acknowledgements } from '../../review/acknowledged';
import { isFolder } from './template-file';
import { isAssembly, metadataOf } from './assembly';

const entryType = 'aws:cdk:acknowledged-rules';

/** What the apps of cloud assemblies have acknowledged, as CDK wrote it beside their templates. */
export function readAcknowledgements(paths: readonly string[]): Acknowledgements {
  const found = new Map<string, Record<string, string>>();
  for (const path of paths.filter((one) => isFolder(one) && isAssembly(one))) {
    for (const [construct, reasons] of metadataOf(path).flatMap(reasonsIn)) {
      found.set(construct, { ...found.get(construct), ...reasons });
    }
  }
  return found;
}

function reasonsIn(metadata: Mapping): [construct: string, reasons: Record<string, string>][] {
  return Object.entries(metadata).flatMap(([path, entries]) =>
    (Array.isArray(entries) ? (entries as unknown[]) : [])
      .filter((entry): entry is Mapping => isMapping(entry) && entry.type === entryType)
      .map(({ data }): [string, Record<string, string>] => [path.replace(/^\//, ''), textsOf(data)]),
  );
}

function textsOf(data: unknown): Record<string, string> {
  const entries = Object.entries(isMapping(data) ? data : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
