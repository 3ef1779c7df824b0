import { literal } from '../texts/symbolic-text';
import { substituted, symbolic } from './loop-variables';
import { isLoop, opaqueLoop, type OpaqueTransform } from './transforms';
import { entriesOf, isList } from './value';

/** The context in which loops of a template are expanded. */
export interface LoopContext {
  /** The items of a collection, or `undefined` if they are known only at deploy. */
  itemsOf(collection: unknown): readonly string[] | undefined;
}

/** A template in which loops with known collections are expanded, and the remaining loops over resources. */
export interface ExpandedTemplate {
  readonly body: unknown;
  /** Loops whose resources are read once, with an unresolved item, by their keys. */
  readonly openLoops: ReadonlyMap<string, OpaqueTransform>;
  /** The collections whose items are known, by the keys of their loops. */
  readonly collections: ReadonlyMap<string, unknown>;
}

/** Far above 500 resources, which is CloudFormation's limit, each with some loops among its properties. */
const mostRounds = 10_000;
/** Far above the size of an expanded template, which is at most 1 MB. */
const mostValues = 250_000;
const mostCharacters = 16_000_000;
const mostLevels = 100;
const mostVisits = 2_000_000;

/** Expands `Fn::ForEach` in resources, outputs, conditions and properties. */
export function expandLoops(body: unknown, context: LoopContext): ExpandedTemplate {
  if (!hasLoops(body)) return { body, openLoops: new Map(), collections: new Map() };
  const expansion = new LoopExpansion(context);
  const sections = entriesOf(body).map(([name, section]) => [name, expansion.section(name, section)] as const);
  const { openLoops, collections } = expansion;
  return { body: Object.fromEntries(sections), openLoops, collections };
}

/** Whether a template has a loop anywhere. */
export function hasLoops(body: unknown): boolean {
  const seen = new Set<object>();
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [key, item] of Object.entries(next) as [string, unknown][]) {
      if (isLoop(key)) return true;
      waiting.push(item);
    }
  }
  return false;
}

class LoopExpansion {
  public readonly openLoops = new Map<string, OpaqueTransform>();
  public readonly collections = new Map<string, unknown>();
  private rounds = 0;
  private values = 0;
  private characters = 0;
  private visits = 0;

  public constructor(private readonly context: LoopContext) {}

  /** A section of a template. A loop whose items are not known is read once, with an unresolved item. */
  public section(name: string, section: unknown): unknown {
    const isOpenable = ['Resources', 'Outputs', 'Conditions'].includes(name);
    if (!isOpenable) return name === 'Parameters' || name === 'Mappings' ? section : this.expanded(section, 0);
    return Object.fromEntries(this.entries(section, 0, name === 'Resources'));
  }

  private expanded(value: unknown, level: number): unknown {
    if (typeof value !== 'object' || value === null || !this.canRead(level)) return value;
    if (isList(value)) return value.map((item) => this.expanded(item, level + 1));
    return Object.fromEntries(this.entries(value, level));
  }

  /** The entries of a mapping and of its loops. `isOpening` is given for a section, whose open loops are read. */
  private entries(mapping: unknown, level: number, isOpening?: boolean): (readonly [string, unknown])[] {
    return entriesOf(mapping).flatMap(([key, item]) => {
      if (!isLoop(key)) return [[key, this.expanded(item, level + 1)] as const];
      return this.loop(key, item, level, isOpening) ?? [[key, item] as const];
    });
  }

  /** The entries that a loop creates, or `undefined` if the loop cannot be expanded. */
  private loop(
    key: string,
    call: unknown,
    level: number,
    isOpening?: boolean,
  ): (readonly [string, unknown])[] | undefined {
    const [identifier, collection, body] = isList(call) ? call : [];
    if (typeof identifier !== 'string' || identifier === '' || entriesOf(body).length === 0) return undefined;
    if (!this.canRead(level)) return undefined;
    const items = this.context.itemsOf(collection);
    if (items === undefined) return isOpening === undefined ? undefined : this.openLoop(key, call, level, isOpening);
    this.collections.set(literal(key), collection);
    const size = sizeOf(body);
    const made: (readonly [string, unknown])[] = [];
    for (const item of items) {
      if (!this.canMake(size, item, identifier)) return undefined;
      made.push(...this.entries(substituted(body, identifier, literal(item)), level + 1, isOpening));
    }
    return made;
  }

  private openLoop(key: string, call: unknown, level: number, isOfResources: boolean): (readonly [string, unknown])[] {
    const [identifier, , body] = call as [string, unknown, unknown];
    if (isOfResources) this.openLoops.set(literal(key), opaqueLoop(key, call));
    return this.entries(symbolic(body, identifier), level + 1, isOfResources);
  }

  private canRead(level: number): boolean {
    this.visits += 1;
    return level < mostLevels && this.visits <= mostVisits;
  }

  private canMake({ values, characters }: Size, item: string, identifier: string): boolean {
    this.rounds += 1;
    this.values += values;
    // The size is estimated as if each text were only the item's name.
    this.characters += characters + (characters / (identifier.length + 3)) * item.length;
    return this.rounds <= mostRounds && this.values <= mostValues && this.characters <= mostCharacters;
  }
}

interface Size {
  readonly values: number;
  readonly characters: number;
}

/** The number of values in a value, and about the length of their texts. */
function sizeOf(value: unknown): Size {
  let values = 0;
  let characters = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && values <= mostValues) {
    const next = waiting.pop();
    values += 1;
    if (typeof next === 'string') characters += next.length;
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, item] of Object.entries(next) as [string, unknown][]) {
      characters += key.length;
      waiting.push(item);
    }
  }
  return { values, characters };
}
