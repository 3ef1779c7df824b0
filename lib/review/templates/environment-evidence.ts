import { partitionNames } from '../../private/aws/region-partition';
import { type DeployEnvironment, type TemplateSource } from './template-graph';
import { type Arn, parseArn } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { matchesPattern } from '../texts/wildcard-match';
import { type PresentResource, presentResources } from './graph-resources';
import { accountOfKey } from './key-account';
import { type PropertyText, propertyTexts } from './property-texts';
import { resourceArn, resourceName } from './resource-names';
import { type RawResource } from './template';
import { type TemplateReader } from './template-reader';

/** The account, Region or partition of some templates, as one of their texts shows it. */
export interface EnvironmentEvidence {
  readonly part: keyof DeployEnvironment;
  readonly value: string;
  readonly why: string;
  readonly source: TemplateSource;
}

/** The accounts, Regions and partitions in the texts of some templates. */
export interface EnvironmentMentions {
  readonly evidence: readonly EnvironmentEvidence[];
  /** All values that may be the account, the Region or the partition. Two values contradict each other. */
  readonly mentioned: Readonly<Record<keyof DeployEnvironment, ReadonlySet<string>>>;
}

const accountIds = /(?<!\d)\d{12}(?!\d)/g;
const accountForm = /^\d{12}$/;
const regionForm = /^[a-z]{2,5}(-[a-z]+)+-\d+$/;

/** The names of the resources that `cdk bootstrap` creates, such as roles and repositories. */
const bootstrapName = /^cdk-[a-z0-9]+-.*-(\d{12})-([a-z]{2,5}(?:-[a-z]+)+-\d+)$/;

/**
 * Collects what the texts of templates show of their account, Region and partition. The account and the Region are
 * shown only by an ARN of a resource in these templates, because other ARNs may be in other accounts. Roles often have
 * the same name in many accounts. So an ARN of IAM shows the account only if the templates contain no other account. A
 * trust in an identity provider always shows it, and so does the policy of a key. Any ARN shows the partition, because access never crosses partitions.
 * A Deny or a condition can contradict a value but never shows one: a wrong guess there would hide access.
 */
export function environmentMentions(
  readers: readonly TemplateReader[],
  known: Partial<DeployEnvironment>,
): EnvironmentMentions {
  const resources = readers.flatMap(presentResources);
  const reading = new EnvironmentReading(new NamedResources(resources), known);
  for (const present of resources) reading.read(present);
  return reading.result();
}

/** The accounts, Regions and partitions in the texts that were read so far. */
class EnvironmentReading {
  private readonly evidence: EnvironmentEvidence[] = [];
  /** The evidence from ARNs of IAM. */
  private readonly byRoles: EnvironmentEvidence[] = [];
  private readonly accounts = new Set<string>();
  private readonly mentioned = {
    account: new Set<string>(),
    region: new Set<string>(),
    partition: new Set<string>(),
  };

  public constructor(
    private readonly named: NamedResources,
    private readonly known: Partial<DeployEnvironment>,
  ) {}

  public read(present: PresentResource): void {
    const { raw, reader, assumptions } = present;
    this.evidence.push(...evidenceOfName(present));
    const properties = reader.flatReading(assumptions).resolve(raw.properties);
    const value = accountOfKey(raw, properties);
    if (value !== undefined) this.evidence.push(ofKey(value, raw.source));
    for (const found of propertyTexts(properties)) {
      this.readIds(found);
      const arn = parseArn(found.text);
      if (arn) this.readArn(arn, found, present);
    }
  }

  public result(): EnvironmentMentions {
    const { evidence, byRoles, accounts, mentioned } = this;
    for (const { part, value } of evidence) mentioned[part].add(value);
    return { evidence: accounts.size === 1 ? [...evidence, ...byRoles] : evidence, mentioned };
  }

  private readIds({ text, isInCondition }: PropertyText): void {
    for (const id of text.match(accountIds) ?? []) {
      this.accounts.add(id);
      if (isInCondition) this.mentioned.account.add(id);
    }
    if (isInCondition && regionForm.test(text)) this.mentioned.region.add(text);
  }

  private readArn(
    arn: Arn,
    { isInTrust, isInCondition, isExcluded }: PropertyText,
    { raw, reader }: PresentResource,
  ): void {
    this.evidence.push(...partitionOf(arn, raw.source));
    if (isInTrust && !isInCondition && !isExcluded) this.evidence.push(...accountOfProvider(arn, raw.source));
    if (!mayBe(arn, this.known) || !this.named.mayHold(arn)) return;
    if (accountForm.test(arn.account)) this.mentioned.account.add(arn.account);
    if (regionForm.test(arn.region)) this.mentioned.region.add(arn.region);
    // A role that trusts a role with its own name trusts the one in another account.
    const isOther = isInTrust && keyOf(arn) === keyOfResource(raw, reader);
    if (isOther || isInCondition || isExcluded) return;
    const found = evidenceOf(arn, this.named, raw.source);
    (arn.service === 'iam' ? this.byRoles : this.evidence).push(...found);
  }
}

/** The kind of a type in words: `AWS::IAM::ManagedPolicy` is a managed policy. */
function kindOf(type: string): string {
  const name = type.split('::').at(-1) ?? type;
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function evidenceOfName({ raw, reader }: PresentResource): EnvironmentEvidence[] {
  const name = resourceName(raw, reader.flat);
  const [, account, region] = bootstrapName.exec(name) ?? [];
  if (account === undefined || region === undefined) return [];
  const why = `the name of ${kindOf(raw.type)} '${name}' ends in that account and Region`;
  return [
    { part: 'account', value: account, why, source: raw.source },
    { part: 'region', value: region, why, source: raw.source },
  ];
}

function evidenceOf(arn: Arn, named: NamedResources, source: TemplateSource): EnvironmentEvidence[] {
  const { account, region } = arn;
  const resource = named.shown(arn);
  if (resource === undefined) return [];
  const why = (what: string) => `'${source.logicalId}' names ${resource} of this template in that ${what}`;
  const found: EnvironmentEvidence[] = [];
  if (accountForm.test(account)) found.push({ part: 'account', value: account, why: why('account'), source });
  if (regionForm.test(region)) found.push({ part: 'region', value: region, why: why('Region'), source });
  return found;
}

/** The account of an identity provider. A role can only trust a provider in its own account. */
function accountOfProvider({ service, account: value, resource }: Arn, source: TemplateSource): EnvironmentEvidence[] {
  if (service !== 'iam' || !accountForm.test(value) || !/^(oidc|saml)-provider\//.test(resource)) return [];
  return [{ part: 'account', value, why: `'${source.logicalId}' trusts an identity provider of that account`, source }];
}

function ofKey(value: string, source: TemplateSource): EnvironmentEvidence {
  return {
    part: 'account',
    value,
    why: `only that account may change the policy of key '${source.logicalId}'`,
    source,
  };
}

function partitionOf({ partition: value }: Arn, source: TemplateSource): EnvironmentEvidence[] {
  if (!partitionNames.includes(value)) return [];
  return [{ part: 'partition', value, why: `'${source.logicalId}' has ARNs of that partition`, source }];
}

/**
 * Whether an ARN can belong to the known account, Region and partition. With another account, it is another resource.
 */
function mayBe(arn: Arn, known: Partial<DeployEnvironment>): boolean {
  return (['partition', 'account', 'region'] as const).every((part) => {
    const value = known[part];
    return value === undefined || arn[part] === '' || hasUnresolved(arn[part]) || arn[part] === value;
  });
}

/** Far above the need of real templates. Above it, a pattern is assumed to match. */
const mostMatches = 100_000;

/** The resources whose names are known, by the parts of their ARNs that follow from the names. */
class NamedResources {
  private readonly byKey: ReadonlyMap<string, string>;
  private readonly known = new Map<string, boolean>();
  private matches = 0;

  public constructor(resources: readonly PresentResource[]) {
    this.byKey = new Map(resources.flatMap((present) => this.entryOf(present)));
  }

  /** The resource of an ARN, in words. */
  public shown(arn: Arn): string | undefined {
    return this.byKey.get(keyOf(arn));
  }

  /** Whether an ARN or a pattern matches one of the resources. */
  public mayHold(arn: Arn): boolean {
    const key = keyOf(arn);
    if (!/[*?]/.test(key) && !hasUnresolved(key)) return this.byKey.has(key);
    const known = this.known.get(key) ?? [...this.byKey.keys()].some((one) => this.mayMatch(key, one));
    this.known.set(key, known);
    return known;
  }

  private mayMatch(pattern: string, key: string): boolean {
    this.matches += 1;
    return this.matches > mostMatches || matchesPattern(pattern, key) !== 'no';
  }

  private entryOf({ raw, reader }: PresentResource): [string, string][] {
    const arn = parseArn(resourceArn(raw, reader.flat) ?? '');
    if (!arn || arn.account === '' || hasUnresolved(arn.resource)) return [];
    return [[keyOf(arn), `${kindOf(raw.type)} '${resourceName(raw, reader.flat)}'`]];
  }
}

function keyOfResource(raw: RawResource, reader: TemplateReader): string | undefined {
  const arn = parseArn(resourceArn(raw, reader.flat) ?? '');
  return arn && keyOf(arn);
}

function keyOf({ service, resource }: Arn): string {
  return `${service}:${resource}`;
}
