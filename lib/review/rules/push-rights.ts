import { writeActions } from '../../private/ecr-actions';
import { type IdentityNode, type Statement, type TemplateGraph } from '../template-graph';
import { oncePerGraph } from './once-per-graph';
import { allows } from './statement-actions';

/** Whether its own policies surely let somebody put an image somewhere. */
export function canPush({ policies }: IdentityNode): boolean {
  return policies.some((statement) => allows(statement, 'ecr:PutImage'));
}

/** The statements that name some upload action. */
export function isUpload(statement: Statement): boolean {
  return writeActions.some((action) => allows(statement, action));
}

interface Identities {
  byArn(arn: string): IdentityNode | undefined;
}

/** Who has an ARN, or a name that stands in its place. */
export const identitiesOf = oncePerGraph((graph: TemplateGraph): Identities => {
  const byArn = new Map<string, IdentityNode>();
  for (const identity of graph.identities) byArn.set(identity.arn, identity);
  return { byArn: (arn) => byArn.get(arn) };
});
