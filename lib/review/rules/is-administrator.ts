import { type IdentityNode, type Statement } from '../templates/template-graph';
import { readableAllows } from './resource-policies';
import { rightsOf } from './identity-rights';

/** The actions that show whether a statement grants anything. A boundary or a Deny may forbid them. */
const someActions = ['ecr:PutImage', 'ecr:SetRepositoryPolicy', 'ecr:BatchDeleteImage'];

/** Whether a statement allows everything on everything, and no boundary or Deny takes all images out. */
export function allowsEverything(statement: Statement, identity: IdentityNode): boolean {
  const { actions = [], resources = [] } = statement;
  const isAll = actions.some((one) => /^\*+$/.test(one)) && resources.some((one) => /^\*+$/.test(one));
  return isAll && someActions.some((action) => rightsOf(identity).canBy(statement, action));
}

export function isAdministrator(identity: IdentityNode): boolean {
  return readableAllows(identity.policies).some((statement) => allowsEverything(statement, identity));
}
