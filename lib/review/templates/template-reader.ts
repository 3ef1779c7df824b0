import { Assumptions, type Assumption, type Conditions } from './assumptions';
import { type Logic, readLogic } from './condition-logic';
import { decideLogic } from './decide-logic';
import { type Limits } from './limits';
import { type Reading } from './reading';
import { type Template } from './template';
import { type Choices, openName, type OtherTemplates, type ReadingParts, TemplateReading } from './template-reading';
import { hole } from '../texts/symbolic-text';

/** A reading for each way in which the open conditions can come out, with what holds then. */
export interface Variant<T> {
  readonly value: T;
  readonly assumptions: readonly Assumption[];
}

/** Reads one template, under any assumptions. */
export class TemplateReader implements Conditions {
  /** Decides no condition that is open: lists have both branches, other branches are holes. */
  public readonly flat: Reading;
  private readonly parts: ReadingParts;
  private readonly logic = new Map<string, Logic>();
  private readonly byDefault = new Map<string, boolean | undefined>();
  private readonly nothingAssumed: Assumptions;
  private readonly open: Reading;

  public constructor(
    public readonly template: Template,
    others: OtherTemplates,
    public readonly limits: Limits,
  ) {
    let last = 0;
    this.parts = { template, others, limits, unknowns: new WeakMap(), nextNumber: () => (last += 1) };
    this.nothingAssumed = new Assumptions(this, []);
    this.flat = this.flatReading([]);
    const isOpen = (name: string): boolean =>
      template.parameters.has(name) && others.argument(template, name) === undefined;
    this.open = this.reading({
      decide: () => undefined,
      valueOf: (name) => (isOpen(name) ? openName(template, name) : undefined),
    });
  }

  public logicOf(name: string): Logic {
    const known = this.logic.get(name);
    if (known) return known;
    this.logic.set(name, { kind: 'unknown' });
    const byDefault = this.reading({ decide: () => undefined, valueOf: () => undefined });
    const logic = readLogic(this.template.conditions.get(name), {
      open: this.open,
      byDefault,
      parametersIn: (raw) => this.parametersIn(raw),
    });
    this.logic.set(name, logic);
    return logic;
  }

  public openParameter(name: string): string {
    return name.startsWith('AWS::') ? hole(name) : openName(this.template, name);
  }

  public canStep(): boolean {
    return this.limits.canStep();
  }

  /** What follows from some assumptions. */
  public assume(list: readonly Assumption[]): Assumptions {
    return list.length === 0 ? this.nothingAssumed : new Assumptions(this, list);
  }

  /** A reading that leaves open what does not follow from the assumptions. */
  public flatReading(list: readonly Assumption[]): Reading {
    const assumptions = this.assume(list);
    return this.reading({
      decide: (name) => assumptions.decide(name),
      valueOf: (name) => assumptions.valueOf(name),
    });
  }

  /** Reads something in each way in which conditions can come out; nothing where there are too many. */
  public variants<T>(
    base: readonly Assumption[],
    most: number,
    read: (reading: Reading) => T,
  ): Variant<T>[] | undefined {
    const variants: Variant<T>[] = [];
    const waiting: (readonly Assumption[])[] = [base];
    for (let start = waiting.pop(); start; start = waiting.pop()) {
      let assumed = this.assume(start);
      const decide = (name: string): boolean | undefined => {
        const known = assumed.decide(name);
        if (known !== undefined || variants.length + waiting.length >= most) return known;
        // Defaults come first, so that what deviates from them is assumed before anything is read.
        const holds = this.holdsByDefault(name) ?? true;
        waiting.push([...assumed.list, [name, !holds]]);
        assumed = this.assume([...assumed.list, [name, holds]]);
        return holds;
      };
      const value = read(this.reading({ decide, valueOf: (name) => assumed.valueOf(name) }));
      if (variants.length + waiting.length >= most) return undefined;
      variants.push({ value, assumptions: assumed.list });
    }
    return variants;
  }

  /** What a condition comes to with all parameters at their defaults. */
  private holdsByDefault(name: string): boolean | undefined {
    if (this.byDefault.has(name)) return this.byDefault.get(name);
    this.byDefault.set(name, undefined); // one that depends on itself is undecided
    const holds = this.limits.deeper(() =>
      decideLogic(this.logicOf(name), {
        nameHolds: (other) => this.holdsByDefault(other),
        factHolds: (fact) => fact.byDefault,
      }),
    );
    this.byDefault.set(name, holds);
    return holds;
  }

  private reading(choices: Choices): Reading {
    return new TemplateReading(this.parts, choices);
  }

  /** The parameters, and what stands like one, whose values a comparison needs. */
  private parametersIn(raw: unknown): string[] {
    const names = new Set<string>();
    const { parameters, place } = this.template;
    const isOpen = (name: string): boolean =>
      parameters.has(name) ||
      (name === 'AWS::AccountId' && place.account === hole(name)) ||
      (name === 'AWS::Region' && place.region === hole(name));
    const valueOf = (name: string): undefined => {
      if (isOpen(name)) names.add(name);
      return undefined;
    };
    this.reading({ decide: () => undefined, valueOf }).resolve(raw);
    return [...names];
  }
}

/** A condition of a template, as `IsProd` or `not IsProd`, in words. */
export function conditionText(name: string): string {
  return `template condition ${name}`;
}

/** Assumptions as people read them. */
export function whenTexts(assumptions: readonly Assumption[]): string[] {
  return assumptions.map(([name, holds]) => (holds ? name : `not ${name}`));
}
