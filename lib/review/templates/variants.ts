import { type Assumption, type Assumptions } from './assumptions';
import { type KeyCandidate } from './map-keys';

/** A value in one case of the open conditions, with the assumptions of this case. */
export interface Variant<T> {
  readonly value: T;
  readonly assumptions: readonly Assumption[];
}

interface PassContext {
  assume(list: readonly Assumption[]): Assumptions;
  holdsByDefault(name: string): boolean | undefined;
}

/**
 * One reading of a value. It assumes a result for each open condition that it needs, and leaves the opposite to other
 * passes.
 */
export class VariantPass {
  /** The assumptions with which other passes start. */
  public readonly waiting: (readonly Assumption[])[] = [];
  private isRepeated = false;

  public constructor(
    private assumed: Assumptions,
    private readonly canSplit: (waiting: number) => boolean,
    private readonly context: PassContext,
  ) {}

  /** Whether its result is discarded, because each of the other passes assumes one of its cases from the start. */
  public get isOver(): boolean {
    return this.isRepeated;
  }

  public get assumptions(): readonly Assumption[] {
    return this.assumed.list;
  }

  public valueOf(parameter: string): string | undefined {
    return this.assumed.valueOf(parameter);
  }

  /** Whether a condition is true, if that follows from the assumptions. */
  public follows(name: string): boolean | undefined {
    return this.assumed.decide(name);
  }

  /** Whether a condition is true. An open condition is assumed to have its default result. */
  public decide(name: string): boolean | undefined {
    const known = this.assumed.decide(name);
    if (known !== undefined || this.isRepeated || !this.canSplit(this.waiting.length)) return known;
    // Defaults come first, so that deviations from them are assumed before anything is read.
    const holds = this.context.holdsByDefault(name) ?? true;
    this.waiting.push([...this.assumed.list, [name, !holds]]);
    this.assumed = this.context.assume([...this.assumed.list, [name, holds]]);
    return holds;
  }

  /** Reads again for each key that an unresolved value may be, so that the key is assumed before anything is read. */
  public splitByKey(left: readonly KeyCandidate[], canMiss: boolean): void {
    if (this.isRepeated) return;
    this.isRepeated = true;
    const each = left.map(({ condition }): readonly Assumption[] => [[condition, true]]);
    const missing = left.map(({ condition }): Assumption => [condition, false]);
    const cases = [...each, ...(canMiss ? [missing] : [])].reverse(); // the last is read first
    this.waiting.push(...cases.map((list) => [...this.assumed.list, ...list]));
  }
}

/** The variants of a value, with one pass for each. Returns `undefined` if there are too many. */
export function variantsOf<T>(
  base: readonly Assumption[],
  most: number,
  run: (
    start: readonly Assumption[],
    canSplit: (waiting: number) => boolean,
  ) => { readonly pass: VariantPass; readonly value: T },
): Variant<T>[] | undefined {
  const variants: Variant<T>[] = [];
  const waiting: (readonly Assumption[])[] = [base];
  for (let start = waiting.pop(); start; start = waiting.pop()) {
    const { pass, value } = run(start, (more) => variants.length + waiting.length + more < most);
    waiting.push(...pass.waiting);
    if (!pass.isOver) variants.push({ value, assumptions: pass.assumptions });
    if (variants.length + waiting.length > most) return undefined;
  }
  return variants;
}
