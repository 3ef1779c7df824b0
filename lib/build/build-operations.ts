import { Stack } from 'aws-cdk-lib';
import { type BuildEnvironment, type CommonProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type StatementJson } from '../private/aws/policy-document';
import { otherEnvironmentProblem } from '../private/constructs/other-environment';
import { type ImagePlatform } from '../private/oci/image-platform';
import { refuseIf } from '../private/validation/validation';
import { buildCompute } from './build-compute';
import { buildLimits } from './build-limits';
import { BuildNetwork } from './build-network';
import { type BuildOperationsOptions } from './build-operations-options';
import { projectArn } from './build-role';

/** The parts of a project that its operations decide about. */
export interface BoundOperations {
  readonly project: Partial<CommonProjectProps>;
  readonly environment: Partial<BuildEnvironment>;
  readonly variables: Record<string, string>;
  /** The permissions that the role of the project needs for them. */
  readonly statements: StatementJson[];
  /** Attaches further policies to the role and returns them, because the project depends on them. */
  readonly attach: (role: IRole) => Construct[];
}

/** Validates the operations and creates the resources that they need. */
export function bindOperations(
  scope: Construct,
  props: BuildOperationsOptions,
  projectName: string,
  platforms: readonly ImagePlatform[],
): BoundOperations {
  const limits = buildLimits(props, platforms.length);
  const environment = buildCompute(scope, props, platforms);
  const network = BuildNetwork.for(scope, props);
  const { imageParameter } = props;
  return {
    project: { ...limits, ...network?.projectProps },
    environment,
    variables: imageParameter ? { IMAGE_PARAMETER: imageParameter.parameterName } : {},
    statements: [
      ...(imageParameter ? [parameterStatement(Stack.of(scope), imageParameter)] : []),
      ...(limits.autoRetryLimit === undefined ? [] : [retryStatement(scope, projectName)]),
    ],
    attach: (role) => network?.attach(role) ?? [],
  };
}

/** CodeBuild retries a build with the role of the project. */
function retryStatement(scope: Construct, projectName: string): StatementJson {
  return {
    Sid: 'RetryBuilds',
    Effect: 'Allow',
    Action: 'codebuild:RetryBuild',
    Resource: projectArn(scope, projectName),
  };
}

/** Lets builds read and write the one parameter that deployments read the image from. */
function parameterStatement(stack: Stack, parameter: IStringParameter): StatementJson {
  refuseIf('imageParameter', otherEnvironmentProblem(stack, parameter.env));
  const actions = ['ssm:GetParameter', 'ssm:PutParameter'];
  return { Sid: 'SetImageParameter', Effect: 'Allow', Action: actions, Resource: parameter.parameterArn };
}
