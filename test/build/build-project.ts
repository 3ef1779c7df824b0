import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageBuildProject, type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { account, newStack, onlyProperties, type Properties, region, resourcesOf } from '../synthesis';

export const projectType = 'AWS::CodeBuild::Project';
export const projectName = 'service-build';
export const logGroupArn = `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${projectName}`;
export const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/jwt-pizza-service`;
export const connectionArn = `arn:aws:codeconnections:${region}:${account}:connection/aaaaaaaa-1111-2222-3333-444444444444`;

/** A project of a known name that pushes to a known repository from GitHub without a webhook, but for props. */
export function addProject(stack: Stack, props: Partial<ImageBuildProjectProps> = {}): ImageBuildProject {
  return new ImageBuildProject(stack, 'Build', {
    repository: Repository.fromRepositoryArn(stack, 'Service', repositoryArn),
    source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn }),
    projectName,
    ...props,
  });
}

/** The project as the template has it. */
export function projectWith(props: Partial<ImageBuildProjectProps> = {}, stack = newStack()): Properties {
  addProject(stack, props);
  return onlyProperties(stack, projectType);
}

/** All that the role may do, without the login: the statements of its other policy. */
export function statementsWith(props: Partial<ImageBuildProjectProps> = {}, stack = newStack()): Properties[] {
  addProject(stack, props);
  return policiesOf(stack)
    .flatMap(({ Statement: statements }) => statements as Properties[])
    .filter(({ Sid: sid }) => sid !== 'LogIn');
}

/** The documents of all managed policies. */
export function policiesOf(stack: Stack): Properties[] {
  return resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(
    ({ Properties: properties }) => properties.PolicyDocument as Properties,
  );
}
