import { everyone } from '../../review/index';
import { type Prose, prose } from './guide-page';
import { type GuideReader } from './reader';

/** The name of a reader, as people write it. */
export function readerName(reader: GuideReader): Prose {
  const { principal, kind, account, uses, contributor } = reader;
  if (contributor) return prose`the contributor ${contributor.name}`;
  if (principal === '*') {
    const { kind: bound, name } = everyone([...uses.values()]);
    return bound === 'everybody' ? ['anyone'] : [`${bound} `, { code: name }];
  }
  if (kind === 'account') return prose`account ${account}`;
  if (kind === 'service') return prose`the service ${principal}`;
  return prose`${principal}`;
}

/** The name of a reader without the parts of its ARN that say no more than the page: `role/ci`, or `role/ci in 222222222222`. */
export function shortReaderName(reader: GuideReader, account: string): Prose {
  const [, owner = '', name] = /^arn:.*?:iam::(\$\{[^}]*\}|[^:]*):(.+)$/.exec(reader.principal) ?? [];
  if (name === undefined || reader.contributor || reader.kind === 'account') return readerName(reader);
  return owner === account ? prose`${name}` : prose`${name} in ${owner}`;
}

/** The first sentence of a part, which names its readers. Undefined if the part is for all readers of the page. */
export function audienceOf(able: readonly GuideReader[], all: readonly GuideReader[]): Prose | undefined {
  if (able.length === all.length) return undefined;
  const names = [...new Map(able.map((one) => [JSON.stringify(readerName(one)), readerName(one)])).values()];
  const shown = names.slice(0, most).flatMap((name, index): Prose => (index === 0 ? name : [', ', ...name]));
  const more = names.length > most ? [` and ${names.length - most} more`] : [];
  return prose`For ${shown}${more}.`;
}

/** The most names in that sentence. The table at the start of the page has all of them. */
const most = 6;
