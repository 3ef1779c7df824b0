import { hasHoles } from '../symbolic-text';
import { type Logic, type OpenFact } from './condition-logic';

/** The conditions of a template. */
export interface Conditions {
  logicOf(name: string): Logic;
  /** What stands for a parameter that is not at its default. */
  openParameter(name: string): string;
}

/** A condition, and whether it holds. */
export type Assumption = readonly [condition: string, holds: boolean];

/** As long as conditions that people chain. */
const mostLevels = 100;

/** What is taken to hold for a reading, and what follows from it. */
export class Assumptions {
  private readonly names = new Map<string, boolean>();
  private readonly facts = new Map<string, boolean>();
  private readonly values = new Map<string, string>();
  private decided = new Map<string, boolean | undefined>();

  public constructor(
    private readonly conditions: Conditions,
    public readonly list: readonly Assumption[],
  ) {
    for (const assumption of list) this.assume(assumption);
  }

  /** Whether a condition holds, where that follows. */
  public decide(name: string): boolean | undefined {
    return this.decideName(name, 0);
  }

  /** What a parameter comes to, where that is not its default. */
  public valueOf(parameter: string): string | undefined {
    return this.values.get(parameter);
  }

  public assume([name, holds]: Assumption): void {
    this.assumeName(name, holds, 0);
    this.decided = new Map();
  }

  private assumeName(name: string, holds: boolean, level: number): void {
    if (this.names.has(name) || level > mostLevels) return;
    this.names.set(name, holds);
    this.assumeLogic(this.conditions.logicOf(name), holds, level + 1);
  }

  private assumeLogic(logic: Logic, holds: boolean, level: number): void {
    if (level > mostLevels) return;
    if (logic.kind === 'name') this.assumeName(logic.name, holds, level + 1);
    else if (logic.kind === 'not') this.assumeLogic(logic.of, !holds, level + 1);
    else if (logic.kind === 'fact') this.assumeFact(logic.fact, holds);
    else if ((logic.kind === 'all' && holds) || (logic.kind === 'any' && !holds)) {
      for (const part of logic.of) this.assumeLogic(part, holds, level + 1);
    }
  }

  private assumeFact({ key, byDefault, parameters, equality }: OpenFact, holds: boolean): void {
    if (this.facts.has(key)) return;
    this.facts.set(key, holds);
    if (equality && holds) this.values.set(equality.parameter, equality.text);
    else if (holds !== byDefault) {
      for (const name of parameters) {
        if (!this.values.has(name)) this.values.set(name, this.conditions.openParameter(name));
      }
    }
  }

  private decideName(name: string, level: number): boolean | undefined {
    const known = this.names.get(name);
    if (known !== undefined || this.decided.has(name) || level > mostLevels) return known ?? this.decided.get(name);
    this.decided.set(name, undefined); // one that depends on itself is undecided
    const holds = this.decideLogic(this.conditions.logicOf(name), level + 1);
    this.decided.set(name, holds);
    return holds;
  }

  private decideLogic(logic: Logic, level: number): boolean | undefined {
    switch (logic.kind) {
      case 'known':
        return logic.value;
      case 'fact':
        return this.decideFact(logic.fact);
      case 'name':
        return this.decideName(logic.name, level + 1);
      case 'not':
        return opposite(this.decideLogic(logic.of, level + 1));
      case 'all':
        return every(logic.of.map((part) => this.decideLogic(part, level + 1)));
      case 'any':
        return opposite(every(logic.of.map((part) => opposite(this.decideLogic(part, level + 1)))));
      case 'unknown':
        return undefined;
    }
  }

  private decideFact({ key, equality }: OpenFact): boolean | undefined {
    const value = equality && this.values.get(equality.parameter);
    return this.facts.get(key) ?? (value === undefined || hasHoles(value) ? undefined : value === equality?.text);
  }
}

/** What a condition comes to with all parameters at their defaults. */
export function holdsByDefault(conditions: Conditions, logic: Logic, level = 0): boolean | undefined {
  if (level > mostLevels) return undefined;
  const holds = (part: Logic): boolean | undefined => holdsByDefault(conditions, part, level + 1);
  if (logic.kind === 'known') return logic.value;
  if (logic.kind === 'fact') return logic.fact.byDefault;
  if (logic.kind === 'name') return holds(conditions.logicOf(logic.name));
  if (logic.kind === 'not') return opposite(holds(logic.of));
  if (logic.kind === 'unknown') return undefined;
  const isAll = logic.kind === 'all';
  const parts = logic.of.map((part) => (isAll ? holds(part) : opposite(holds(part))));
  return isAll ? every(parts) : opposite(every(parts));
}

function opposite(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

function every(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}
