import { partitionNames } from '../../private/region-partition';
import { type Place, type TemplateSource } from '../template-graph';
import { type Arn, parseArn } from '../texts/arn';
import { hasHoles } from '../texts/symbolic-text';
import { type PresentResource, presentResources } from './graph-resources';
import { resourceArn, resourceName } from './resource-names';
import { type TemplateReader } from './template-reader';
import { parseJsonText } from './template-reading';
import { entriesOf, type Value } from './value';

/** A part of the place of some templates that their own texts tell. */
export interface PlaceEvidence {
  readonly part: keyof Place;
  readonly value: string;
  readonly why: string;
  readonly source: TemplateSource;
}

const accountForm = /^\d{12}$/;
const accountIds = /(?<!\d)\d{12}(?!\d)/g;
const regionForm = /^[a-z]{2,5}(-[a-z]+)+-\d+$/;

/** The names of the roles, repositories and the like that `cdk bootstrap` makes. */
const bootstrapName = /^cdk-[a-z0-9]+-.*-(\d{12})-([a-z]{2,5}(?:-[a-z]+)+-\d+)$/;

/**
 * What the texts of templates tell of their place. Only an ARN that names a resource of these templates tells their
 * account or Region: other ARNs may be of other accounts. Roles often have one name in many accounts, so that an ARN of
 * IAM tells the account only if the templates name no other. Any ARN tells the partition, which no account leaves.
 */
export function placeEvidence(readers: readonly TemplateReader[], known: Partial<Place>): PlaceEvidence[] {
  const resources = readers.flatMap(presentResources).map((present) => ({ ...present, texts: textsOf(present) }));
  const named = new Map(resources.flatMap(namedHere));
  const accounts = new Set(resources.flatMap(({ texts }) => texts.all.flatMap((text) => text.match(accountIds) ?? [])));
  return resources.flatMap((present) => {
    const { texts, raw } = present;
    const own = texts.outsideTrust.flatMap((text) => parseArn(text) ?? []);
    const telling = own.filter((arn) => mayBe(arn, known) && (arn.service !== 'iam' || accounts.size === 1));
    return [
      ...evidenceOfName(present),
      ...telling.flatMap((arn) => evidenceOf(arn, named.get(keyOf(arn)), raw.source)),
      ...texts.all.flatMap((text) => partitionIn(text, raw.source)),
    ];
  });
}

/** A resource whose name its template tells, by the parts of its ARN that follow from that. */
function namedHere({ raw, reader }: PresentResource): [string, string][] {
  const arn = parseArn(resourceArn(raw, reader.flat) ?? '');
  if (!arn || arn.account === '' || hasHoles(arn.resource)) return [];
  return [[keyOf(arn), `${kindOf(raw.type)} '${resourceName(raw, reader.flat)}'`]];
}

function keyOf({ service, resource }: Arn): string {
  return `${service}:${resource}`;
}

/** `AWS::IAM::ManagedPolicy` is a managed policy. */
function kindOf(type: string): string {
  const name = type.split('::').at(-1) ?? type;
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function evidenceOfName({ raw, reader }: PresentResource): PlaceEvidence[] {
  const name = resourceName(raw, reader.flat);
  const [, account, region] = bootstrapName.exec(name) ?? [];
  if (account === undefined || region === undefined) return [];
  const of = `the name of ${kindOf(raw.type)} '${name}' ends in that account and Region`;
  return [
    { part: 'account', value: account, why: of, source: raw.source },
    { part: 'region', value: region, why: of, source: raw.source },
  ];
}

function evidenceOf({ account, region }: Arn, named: string | undefined, source: TemplateSource): PlaceEvidence[] {
  if (named === undefined) return [];
  const why = (what: string) => `'${source.logicalId}' names ${named} of this template in that ${what}`;
  const found: PlaceEvidence[] = [];
  if (accountForm.test(account)) found.push({ part: 'account', value: account, why: why('account'), source });
  if (regionForm.test(region)) found.push({ part: 'region', value: region, why: why('Region'), source });
  return found;
}

function partitionIn(text: string, source: TemplateSource): PlaceEvidence[] {
  const value = parseArn(text)?.partition ?? '';
  if (!partitionNames.includes(value)) return [];
  return [{ part: 'partition', value, why: `'${source.logicalId}' has ARNs of that partition`, source }];
}

/** Whether an ARN can be of a place: a literal account other than that of the place makes it another resource. */
function mayBe(arn: Arn, known: Partial<Place>): boolean {
  return (['partition', 'account', 'region'] as const).every((part) => {
    const value = known[part];
    return value === undefined || arn[part] === '' || hasHoles(arn[part]) || arn[part] === value;
  });
}

interface ResourceTexts {
  readonly all: readonly string[];
  /** Without those of a trust policy: the ARNs that it names are often of other accounts. */
  readonly outsideTrust: readonly string[];
}

function textsOf({ raw, reader, assumptions }: PresentResource): ResourceTexts {
  const properties = entriesOf(reader.flatReading(assumptions).resolve(raw.properties)) as [string, Value][];
  const [trust, others] = [true, false].map((isTrust) =>
    textsIn(properties.flatMap(([name, value]) => ((name === 'AssumeRolePolicyDocument') === isTrust ? [value] : []))),
  );
  return { all: [...(trust ?? []), ...(others ?? [])], outsideTrust: others ?? [] };
}

/** The texts in a value, and in documents that are texts. */
function textsIn(values: readonly Value[]): string[] {
  const waiting = [...values];
  const seen = new Set<Value>();
  const texts = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      texts.add(next);
      const inner = next.startsWith('{') ? (parseJsonText(next) as Value | undefined) : undefined;
      if (inner !== undefined) waiting.push(inner);
    } else if (typeof next === 'object' && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const item of Object.values(next as Readonly<Record<string, Value>>)) waiting.push(item);
    }
  }
  return [...texts];
}
