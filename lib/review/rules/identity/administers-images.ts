import { type IdentityNode, type Statement } from '../../templates/template-graph';
import { type Administration, administrations } from '../escalation/image-administration';
import { type PathHead, pathHeadsOf } from '../escalation/path-heads';
import { rightsOf } from '../identity-rights';
import { readableAllows } from '../resource-policies';
import { type FoundProblem, reviewRule } from '../review-rule';
import { quotedList } from '../shown';
import { allowsAllBut } from './allow-not-action';
import { everyActionOf } from './every-ecr-action';

export const administersImages = reviewRule({
  id: 'identity-administers-images',
  severity: 'warning',
  title: 'A publisher that administers repositories',
  findProblems: (graph) => pathHeadsOf(graph).flatMap(problemOf),
});

interface Allowed {
  readonly change: Administration;
  readonly action: string;
  readonly statement: Statement;
}

function problemOf({ identity, words }: PathHead): FoundProblem[] {
  const statements = readableAllows(identity.policies).filter((statement) => !isReported(statement, identity));
  const allowed = administrations.flatMap((change) => allowedBy(identity, statements, change));
  const [first] = allowed;
  if (first === undefined) return [];
  const changes = [
    ...new Map(allowed.map(({ change, action }) => [change.does, `${change.does} (${action})`])).values(),
  ];
  const isSerious = allowed.some(({ change }) => change.isSerious);
  return [
    {
      source: first.statement.source,
      message: `${words} It may ${listed(changes)}${placeOf(first)}. A push needs none of that.`,
      fix: 'Leave these actions to the role that deploys the repositories. Six actions are enough for a push.',
      ...(!isSerious && { severity: 'note' as const }),
    },
  ];
}

const mostNamed = 4;

function listed(changes: readonly string[]): string {
  const shown = changes.slice(0, mostNamed);
  const more = changes.length - shown.length;
  const last = more > 0 ? `${more} more` : (shown.pop() ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

function placeOf({ statement: { resources, notResources } }: Allowed): string {
  if (resources !== undefined) return ` on ${quotedList(resources)}`;
  return notResources === undefined ? '' : ` on everything but ${quotedList(notResources)}`;
}

function allowedBy(identity: IdentityNode, statements: readonly Statement[], change: Administration): Allowed[] {
  for (const action of change.actions) {
    const statement = statements.find((one) => rightsOf(identity).canBy(one, action));
    if (statement !== undefined) return [{ change, action, statement }];
  }
  return [];
}

/** Whether another rule says of the statement that it allows everything of ECR. */
function isReported(statement: Statement, identity: IdentityNode): boolean {
  return everyActionOf(statement, identity) !== undefined || allowsAllBut(statement, identity);
}
