import { type Logic, type OpenFact } from './condition-logic';

/** Whether parts of conditions are true, as far as it is known. */
export interface KnownParts {
  nameHolds(name: string): boolean | undefined;
  factHolds(fact: OpenFact): boolean | undefined;
}

/** Whether a condition is true, as far as its parts are known. `readLogic` limits its depth. */
export function decideLogic(logic: Logic, known: KnownParts): boolean | undefined {
  switch (logic.kind) {
    case 'known':
      return logic.value;
    case 'fact':
      return known.factHolds(logic.fact);
    case 'name':
      return known.nameHolds(logic.name);
    case 'not':
      return opposite(decideLogic(logic.of, known));
    case 'all':
      return every(logic.of.map((part) => decideLogic(part, known)));
    case 'any':
      return opposite(every(logic.of.map((part) => opposite(decideLogic(part, known)))));
    case 'unknown':
      return undefined;
  }
}

function opposite(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

function every(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}
