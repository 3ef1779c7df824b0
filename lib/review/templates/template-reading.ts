import { hasUnresolved, unresolved, literal } from '../texts/symbolic-text';
import { calledFunction, callFunction, withoutDynamicReferences } from './intrinsic-functions';
import { type ChosenKey } from './map-keys';
import { parameterDefault } from './parameters';
import { pseudoParameter } from './pseudo-parameters';
import { type Reading } from './reading';
import { resourceAttribute, resourceReference } from './resource-names';
import { shortText } from './short-text';
import { type Template } from './template';
import { field, isList, scalarText, type Value } from './value';
import { type Limits } from './limits';

/** The assumptions of a reading about its conditions. */
export interface Choices {
  decide(condition: string): boolean | undefined;
  /** The value of a parameter, if it is not the default. */
  valueOf(parameter: string): string | undefined;
  /** The key that an unresolved value is. A reading without it uses the default. */
  chooseKey?(raw: unknown, keys: () => readonly string[], canMiss: boolean): ChosenKey;
}

/** The values that a template gets from other templates. */
export interface OtherTemplates {
  /** The value that the template around a nested stack passes to a parameter. */
  argument(template: Template, parameter: string): Value | undefined;
  nestedOutput(template: Template, logicalId: string, output: string): Value | undefined;
  exported(name: string, template: Template): Value | undefined;
}

/** The data that all readings of a template share. */
export interface ReadingParts {
  readonly template: Template;
  readonly others: OtherTemplates;
  readonly limits: Limits;
  /** The unresolved values for expressions that cannot be evaluated, by the expression. */
  readonly unknowns: WeakMap<object, string>;
  nextNumber(): number;
}

export class TemplateReading implements Reading {
  public readonly template: Template;
  private readonly known = new Map<string, Value | undefined>();
  private readonly underWay = new Set<string>();

  public constructor(
    private readonly parts: ReadingParts,
    private readonly choices: Choices,
  ) {
    this.template = parts.template;
  }

  public resolve(raw: unknown): Value | undefined {
    if (typeof raw === 'string') return withoutDynamicReferences(literal(raw));
    if (typeof raw === 'number' || typeof raw === 'boolean' || raw === null) return raw;
    if (typeof raw !== 'object') return typeof raw === 'bigint' ? String(raw) : undefined;
    if (!this.parts.limits.canStep()) return this.unknown(raw, 'too much to read');
    const result = this.parts.limits.deeper(() => ({ value: this.resolveParts(raw) }));
    return result ? result.value : this.unknown(raw, 'too deep to read');
  }

  public refer(name: string): Value | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const assumed = this.choices.valueOf(name);
    if (assumed !== undefined) return assumed;
    const { template } = this;
    const resource = template.resources.get(name);
    if (resource) return this.once(name, () => resourceReference(resource, this));
    return (
      pseudoParameter(name, template) ??
      this.parts.others.argument(template, name) ??
      parameterDefault(template.parameters.get(name)) ??
      openName(template, name)
    );
  }

  public attribute(logicalId: string, name: string): Value {
    const full = `${logicalId}.${name}`;
    return this.once(full, () => this.newAttribute(logicalId, name)) ?? openName(this.template, full);
  }

  public importValue(name: string): Value {
    return this.parts.others.exported(name, this.template) ?? unresolved(`Fn::ImportValue ${name}`);
  }

  public decide(condition: string): boolean | undefined {
    return this.choices.decide(condition);
  }

  public chooseKey(raw: unknown, keys: () => readonly string[], canMiss: boolean): ChosenKey {
    if (this.choices.chooseKey) return this.choices.chooseKey(raw, keys, canMiss);
    const value = scalarText(this.resolve(raw));
    return value === undefined || hasUnresolved(value) ? undefined : { key: value };
  }

  public unknown(raw: object, what: string): string {
    const { unknowns } = this.parts;
    const known =
      unknowns.get(raw) ?? openName(this.template, `${what} ${shortText(raw, what) ?? `#${this.parts.nextNumber()}`}`);
    unknowns.set(raw, known);
    return known;
  }

  public compose(pieces: readonly string[], raw: object): string {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return this.parts.limits.canMake(length) ? pieces.join('') : this.unknown(raw, 'too long to read');
  }

  private resolveParts(raw: object): Value | undefined {
    if (isList(raw)) return raw.flatMap((item) => this.listItem(item));
    const call = calledFunction(raw);
    if (call !== undefined) return callFunction(call, raw, this);
    const entries = Object.entries(raw).map(([key, item]) => [literal(key), this.resolve(item)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
  }

  /** Both branches of an undecided `Fn::If` in a list are in the list. */
  private listItem(item: unknown): Value[] {
    const branches = typeof item === 'object' && item !== null ? field(item, 'Fn::If') : undefined;
    const [condition, ...both] = isList(branches) && branches.length === 3 ? branches : [];
    if (typeof condition === 'string' && this.decide(condition) === undefined) {
      const items = this.parts.limits.deeper(() => both.flatMap((one) => this.listItem(one)));
      return items ?? [this.unknown(branches as object, 'too deep to read')];
    }
    const value = this.resolve(item);
    return value === undefined ? [] : [value];
  }

  private newAttribute(logicalId: string, name: string): Value | undefined {
    const { template, parts } = this;
    const resource = template.resources.get(logicalId);
    if (!resource) return undefined;
    if (nestedTypes.includes(resource.type) && name.startsWith('Outputs.')) {
      return parts.others.nestedOutput(template, logicalId, name.slice('Outputs.'.length));
    }
    if (resource.type === 'Custom::AWSCDKCfnJson' && name === 'Value') return this.cfnJson(resource.properties);
    return resourceAttribute(resource, name, this);
  }

  /** The CDK's custom resource that reads JSON, so that a function can be in a key. */
  private cfnJson(properties: unknown): Value | undefined {
    const text = scalarText(this.resolve(field(properties, 'Value')));
    return text === undefined ? undefined : (parseJsonText(text) as Value | undefined);
  }

  /** Evaluates a reference once. A reference that leads back to itself is unknown. */
  private once(key: string, work: () => Value | undefined): Value | undefined {
    if (this.known.has(key)) return this.known.get(key);
    if (this.underWay.has(key)) return openName(this.template, key);
    this.underWay.add(key);
    const result = this.parts.limits.deeper(() => ({ value: work() }));
    this.underWay.delete(key);
    const value = result ? result.value : openName(this.template, key);
    this.known.set(key, value);
    return value;
  }
}

/** The types of resources that deploy a template and have its outputs as attributes. */
const nestedTypes: readonly string[] = ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'];

/** The unresolved value for a name of a template. */
export function openName({ prefix }: Template, name: string): string {
  return unresolved(`${prefix}.${name}`);
}

/** Reads JSON in a text that may have unresolved values. An escape must not create a new one. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/\\ue00[01]/gi, '\\ufffd'));
  } catch {
    return undefined;
  }
}
