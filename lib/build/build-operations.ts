import { Stack, Token } from 'aws-cdk-lib';
import { type BuildEnvironment, type CommonProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type StatementJson } from '../private/aws/policy-document';
import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, refuseIf } from '../private/validation/validation';
import { buildCompute } from './build-compute';
import { buildLimits } from './build-limits';
import { BuildNetwork } from './build-network';
import { type BuildOperationsOptions } from './build-operations-options';
import { projectArn } from './build-role';

/** What the operations of a project come to. */
export interface BoundOperations {
  readonly project: Partial<CommonProjectProps>;
  readonly environment: Partial<BuildEnvironment>;
  readonly variables: Record<string, string>;
  /** What the project's role needs for them. */
  readonly statements: StatementJson[];
  /** Attaches what stands in policies of its own, and returns it: the project can't be made before. */
  readonly attach: (role: IRole) => Construct[];
}

/** Validates the operations and makes what they need besides the project. */
export function bindOperations(
  scope: Construct,
  props: BuildOperationsOptions,
  projectName: string,
  platforms: readonly ImagePlatform[],
): BoundOperations {
  const limits = buildLimits(props);
  const environment = buildCompute(props, platforms);
  const network = BuildNetwork.for(scope, props);
  const { imageParameter } = props;
  return {
    project: { ...limits, ...network?.projectProps },
    environment,
    variables: imageParameter ? { IMAGE_PARAMETER: imageParameter.parameterName } : {},
    statements: [
      ...(imageParameter ? [writeParameterStatement(Stack.of(scope), imageParameter)] : []),
      ...(limits.autoRetryLimit === undefined ? [] : [retryStatement(scope, projectName)]),
    ],
    attach: (role) => network?.attach(role) ?? [],
  };
}

/** CodeBuild tries again with the role of the project. */
function retryStatement(scope: Construct, projectName: string): StatementJson {
  return {
    Sid: 'RetryBuilds',
    Effect: 'Allow',
    Action: 'codebuild:RetryBuild',
    Resource: projectArn(scope, projectName),
  };
}

/** Lets builds write the parameter that deploys read the image from, and no other. */
function writeParameterStatement(stack: Stack, parameter: IStringParameter): StatementJson {
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
