import { Assumptions, type Assumption, type Conditions } from './assumptions';
import { type Logic, readLogic } from './condition-logic';
import { decideLogic } from './decide-logic';
import { allowedValues, decidedKey, keyCases, type KeyCandidate, type KeyCases, keyLogic } from './map-keys';
import { type Limits } from './limits';
import { type Reading } from './reading';
import { type Template } from './template';
import { type Choices, openName, type OtherTemplates, type ReadingParts, TemplateReading } from './template-reading';
import { type Variant, VariantPass, variantsOf } from './variants';
import { hasUnresolved, unresolved } from '../texts/symbolic-text';
import { scalarText } from './value';

/** Reads one template under any assumptions. */
export class TemplateReader implements Conditions {
  /** A reading that decides no open condition. Lists have both branches, and other branches are unresolved. */
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
    this.open = this.reading({
      decide: () => undefined,
      valueOf: (name) => (this.isOpen(name) ? openName(template, name) : undefined),
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
    return name.startsWith('AWS::') ? unresolved(name) : openName(this.template, name);
  }

  public canStep(): boolean {
    return this.limits.canStep();
  }

  /** The conditions that follow from some assumptions. */
  public assume(list: readonly Assumption[]): Assumptions {
    return list.length === 0 ? this.nothingAssumed : new Assumptions(this, list);
  }

  /** A reading that decides only what follows from the assumptions. */
  public flatReading(list: readonly Assumption[]): Reading {
    const assumptions = this.assume(list);
    return this.reading({
      decide: (name) => assumptions.decide(name),
      valueOf: (name) => assumptions.valueOf(name),
      chooseKey: this.keyChooser(
        (name) => assumptions.decide(name),
        () => undefined,
      ),
    });
  }

  /** Chooses keys by the assumptions, or else by `choose`. */
  private keyChooser(
    decide: (condition: string) => boolean | undefined,
    choose: (left: readonly KeyCandidate[], canMiss: boolean) => void,
  ): Choices['chooseKey'] {
    return (raw, keys, canMiss) => {
      const openText = scalarText(this.open.resolve(raw));
      if (openText === undefined) return undefined;
      if (!hasUnresolved(openText)) return { key: openText };
      const cases = this.keyCases(raw, openText, keys(), canMiss);
      const decided = cases && decidedKey(cases, decide);
      if (typeof decided !== 'object' || !('left' in decided)) return decided;
      choose(decided.left, cases?.canMiss === true);
      return undefined;
    };
  }

  private keyCases(raw: unknown, openText: string, keys: readonly string[], canMiss: boolean): KeyCases | undefined {
    const cases = keyCases(raw, openText, keys, { canMiss, allowed: allowedValues(raw, this) });
    for (const { key, condition } of cases?.candidates ?? []) {
      if (this.logic.has(condition)) continue;
      const parameters = this.parametersIn(raw).filter((name) => this.template.parameters.has(name));
      const byDefault = scalarText(this.reading({ decide: () => undefined, valueOf: () => undefined }).resolve(raw));
      this.logic.set(condition, keyLogic(raw, openText, key, { byDefault, parameters }));
    }
    return cases;
  }

  /** Reads a value in each case of the conditions. Returns `undefined` if there are too many cases. */
  public variants<T>(
    base: readonly Assumption[],
    most: number,
    read: (reading: Reading) => T,
  ): Variant<T>[] | undefined {
    return variantsOf(base, most, (start, canSplit) => {
      const pass = new VariantPass(this.assume(start), canSplit, {
        assume: (list) => this.assume(list),
        holdsByDefault: (name) => this.holdsByDefault(name),
      });
      const chooseKey = this.keyChooser(
        (name) => pass.follows(name),
        (left, canMiss) => {
          pass.splitByKey(left, canMiss);
        },
      );
      const decide = (name: string): boolean | undefined => pass.decide(name);
      const value = read(this.reading({ decide, valueOf: (name) => pass.valueOf(name), chooseKey }));
      return { pass, value };
    });
  }

  /** Whether a condition is true if all parameters have their defaults. */
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

  /**
   * The parameters of the template whose defaults are in a value. Every case of a condition or a map is read anyway.
   */
  public defaultsIn(raw: unknown): string[] {
    const names = new Set<string>();
    const valueOf = (name: string): undefined => {
      if (this.isOpen(name)) names.add(name);
      return undefined;
    };
    this.reading({ decide: () => undefined, valueOf, chooseKey: () => undefined }).resolve(raw);
    return [...names];
  }

  private isOpen(name: string): boolean {
    return this.template.parameters.has(name) && this.parts.others.argument(this.template, name) === undefined;
  }

  private reading(choices: Choices): Reading {
    return new TemplateReading(this.parts, choices);
  }

  /** The parameters, and unresolved values such as the account, whose values a comparison needs. */
  private parametersIn(raw: unknown): string[] {
    const names = new Set<string>();
    const { parameters, env } = this.template;
    const isOpen = (name: string): boolean =>
      parameters.has(name) ||
      (name === 'AWS::AccountId' && env.account === unresolved(name)) ||
      (name === 'AWS::Region' && env.region === unresolved(name));
    const valueOf = (name: string): undefined => {
      if (isOpen(name)) names.add(name);
      return undefined;
    };
    this.reading({ decide: () => undefined, valueOf }).resolve(raw);
    return [...names];
  }
}

/** A condition of a template in words, such as `IsProd` or `not IsProd`. */
export function conditionText(name: string): string {
  return `template condition ${name}`;
}

/** The assumptions in words. */
export function whenTexts(assumptions: readonly Assumption[]): string[] {
  return assumptions.map(([name, holds]) => (holds ? name : `not ${name}`));
}
