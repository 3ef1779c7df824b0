import { type Stack, Token } from 'aws-cdk-lib';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';

/** Lets builds write the parameter that deploys read the image from, and no other. */
export function writeParameterStatement(stack: Stack, parameter: IStringParameter): StatementJson {
  refuseIf('imageParameter', elsewhereProblem(stack, parameter));
  return { Sid: 'WriteImageParameter', Effect: 'Allow', Action: 'ssm:PutParameter', Resource: parameter.parameterArn };
}

/** Builds write to their own account and Region. */
function elsewhereProblem(stack: Stack, { env }: IStringParameter): Problem {
  const ours = `${stack.account} ${stack.region}`;
  const theirs = `${env.account} ${env.region}`;
  return ours === theirs || Token.isUnresolved(ours) || Token.isUnresolved(theirs)
    ? undefined
    : `must be of ${stack.account} in ${stack.region}, where the builds run, got one of ${env.account} in ${env.region}`;
}
