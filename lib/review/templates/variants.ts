import { type Assumption, type Assumptions } from './assumptions';
import { type KeyCandidate } from './map-keys';

/** A value for one way in which the open conditions can come out, with what holds then. */
export interface Variant<T> {
  readonly value: T;
  readonly assumptions: readonly Assumption[];
}

interface PassContext {
  assume(list: readonly Assumption[]): Assumptions;
  holdsByDefault(name: string): boolean | undefined;
}

/** One reading of a value: it assumes what it has to know of open conditions, and leaves the opposite to other passes. */
export class VariantPass {
  /** What other passes start from. */
  public readonly waiting: (readonly Assumption[])[] = [];
  private isRepeated = false;

  public constructor(
    private assumed: Assumptions,
    private readonly canSplit: (waiting: number) => boolean,
    private readonly context: PassContext,
  ) {}

  /** Whether what it read is given up, since each of the other passes assumes one of its cases from the start. */
  public get isOver(): boolean {
    return this.isRepeated;
  }

  public get assumptions(): readonly Assumption[] {
    return this.assumed.list;
  }

  public valueOf(parameter: string): string | undefined {
    return this.assumed.valueOf(parameter);
  }

  /** Whether a condition holds, if that follows from what is assumed. */
  public follows(name: string): boolean | undefined {
    return this.assumed.decide(name);
  }

  /** Whether a condition holds; an open one is taken to hold as it does by default. */
  public decide(name: string): boolean | undefined {
    const known = this.assumed.decide(name);
    if (known !== undefined || this.isRepeated || !this.canSplit(this.waiting.length)) return known;
    // Defaults come first, so that what deviates from them is assumed before anything is read.
    const holds = this.context.holdsByDefault(name) ?? true;
    this.waiting.push([...this.assumed.list, [name, !holds]]);
    this.assumed = this.context.assume([...this.assumed.list, [name, holds]]);
    return holds;
  }

  /** Reads again for each key that an open value may be, so that the key is assumed before anything is read. */
  public splitByKey(left: readonly KeyCandidate[], canMiss: boolean): void {
    if (this.isRepeated) return;
    this.isRepeated = true;
    const each = left.map(({ condition }): readonly Assumption[] => [[condition, true]]);
    const missing = left.map(({ condition }): Assumption => [condition, false]);
    const cases = [...each, ...(canMiss ? [missing] : [])].reverse(); // the last is read first
    this.waiting.push(...cases.map((list) => [...this.assumed.list, ...list]));
  }
}

/** The variants of a value, by a pass for each; nothing if they are too many. */
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
