import { isMapping, type Mapping } from '../../private/values/mapping';
import { metadataOf } from './cloud-assembly';

/** The type of the metadata of a construct that acknowledges findings. */
export const acknowledgementEntry = 'aws:cdk:acknowledged-rules';

/** The reasons that an app acknowledged findings with, by path and id. CDK writes them into the cloud assembly. */
export function assemblyAcknowledgements(assembly: string): Map<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  for (const [construct, reasons] of metadataOf(assembly).flatMap(reasonsIn)) {
    found.set(construct, { ...found.get(construct), ...reasons });
  }
  return found;
}

function reasonsIn(metadata: Mapping): [construct: string, reasons: Record<string, string>][] {
  return Object.entries(metadata).flatMap(([path, entries]) =>
    (Array.isArray(entries) ? (entries as unknown[]) : [])
      .filter((entry): entry is Mapping => isMapping(entry) && entry.type === acknowledgementEntry)
      .map(({ data }): [string, Record<string, string>] => [path.replace(/^\//, ''), textsOf(data)]),
  );
}

/** The entries of a mapping that are texts. */
export function textsOf(data: unknown): Record<string, string> {
  const entries = Object.entries(isMapping(data) ? data : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
