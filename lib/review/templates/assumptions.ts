import { hasUnresolved } from '../texts/symbolic-text';
import { type Logic, type OpenFact } from './condition-logic';
import { decideLogic } from './decide-logic';

/** The conditions of a template. */
export interface Conditions {
  logicOf(name: string): Logic;
  /** The unresolved value of a parameter that does not have its default. */
  openParameter(name: string): string;
  /** Whether the reading of the template is still within its limits. */
  canStep(): boolean;
}

/** A condition, and whether it is true. */
export type Assumption = readonly [condition: string, holds: boolean];

/** Longer than the chains of conditions in real templates. */
const mostLevels = 100;

/** The assumptions of a reading, and what follows from them. */
export class Assumptions {
  private readonly names = new Map<string, boolean>();
  private readonly facts = new Map<string, boolean>();
  private readonly values = new Map<string, string>();
  private readonly choices = new Map<string, string>();
  private decided = new Map<string, boolean | undefined>();
  private refuted = new Map<string, boolean | undefined>();
  /** Whether one of several parts is known to hold, but not which. */
  private hasAlternatives = false;

  public constructor(
    private readonly conditions: Conditions,
    public readonly list: readonly Assumption[],
  ) {
    for (const assumption of list) this.assume(assumption);
  }

  /** Whether a condition is true, if that follows from the assumptions. */
  public decide(name: string): boolean | undefined {
    const holds = this.decideName(name, 0);
    if (holds !== undefined || !this.hasAlternatives) return holds;
    if (!this.refuted.has(name)) {
      const found = this.contradicts(name, true) ? false : this.contradicts(name, false) ? true : undefined;
      this.refuted.set(name, found);
    }
    return this.refuted.get(name);
  }

  /** Whether one more assumption makes one of these false, such as another key than those that a condition allows. */
  private contradicts(name: string, holds: boolean): boolean {
    const tried = new Assumptions(this.conditions, [...this.list, [name, holds]]);
    return this.list.some(([assumed, value]) => {
      const found = decideLogic(this.conditions.logicOf(assumed), {
        nameHolds: (other) => (other === assumed ? undefined : tried.decideName(other, 0)),
        factHolds: (fact) => tried.decideFact(fact),
      });
      return found === !value;
    });
  }

  /** The value of a parameter, if it is not the default. */
  public valueOf(parameter: string): string | undefined {
    return this.values.get(parameter);
  }

  public assume([name, holds]: Assumption): void {
    this.assumeName(name, holds, 0);
    this.decided = new Map();
    this.refuted = new Map();
  }

  private assumeName(name: string, holds: boolean, level: number): void {
    if (this.names.has(name) || level > mostLevels) return;
    this.names.set(name, holds);
    this.assumeLogic(this.conditions.logicOf(name), holds, level + 1);
  }

  private assumeLogic(logic: Logic, holds: boolean, level: number): void {
    if (level > mostLevels || !this.conditions.canStep()) return;
    if (logic.kind === 'name') this.assumeName(logic.name, holds, level + 1);
    else if (logic.kind === 'not') this.assumeLogic(logic.of, !holds, level + 1);
    else if (logic.kind === 'fact') this.assumeFact(logic.fact, holds);
    else if ((logic.kind === 'all' && holds) || (logic.kind === 'any' && !holds)) {
      for (const part of logic.of) this.assumeLogic(part, holds, level + 1);
    } else if (logic.kind === 'all' || logic.kind === 'any') this.hasAlternatives = true;
  }

  private assumeFact({ key, byDefault, parameters, equality, choice }: OpenFact, holds: boolean): void {
    if (this.facts.has(key)) return;
    this.facts.set(key, holds);
    if (choice && holds) this.choices.set(choice.of, choice.text);
    if (equality && holds) this.values.set(equality.parameter, equality.text);
    else if (holds !== byDefault) {
      for (const name of parameters) {
        if (!this.values.has(name)) this.values.set(name, this.conditions.openParameter(name));
      }
    }
  }

  private decideName(name: string, level: number): boolean | undefined {
    const known = this.names.get(name);
    if (known !== undefined || this.decided.has(name)) return known ?? this.decided.get(name);
    if (level > mostLevels || !this.conditions.canStep()) return undefined;
    this.decided.set(name, undefined); // one that depends on itself is undecided
    const holds = decideLogic(this.conditions.logicOf(name), {
      nameHolds: (other) => this.decideName(other, level + 1),
      factHolds: (fact) => this.decideFact(fact),
    });
    this.decided.set(name, holds);
    return holds;
  }

  private decideFact({ key, equality, choice }: OpenFact): boolean | undefined {
    const known = this.facts.get(key);
    if (known !== undefined) return known;
    const value = equality && this.values.get(equality.parameter);
    if (value !== undefined && !hasUnresolved(value)) return value === equality?.text;
    const open = choice?.of ?? (equality && this.conditions.openParameter(equality.parameter));
    const chosen = open === undefined ? undefined : this.choices.get(open);
    return chosen === undefined ? undefined : chosen === (choice ?? equality)?.text;
  }
}
