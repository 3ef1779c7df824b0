/** The answers of Lambda about a function `api`, and the changes that a rollout makes. */
export const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:${'b'.repeat(64)}`;
export const otherImage = image.replace(/b{64}/, 'c'.repeat(64));

export const rolloutVariables = {
  ROLLOUT_KIND: 'lambda',
  ROLLOUT_REGION: 'eu-west-1',
  ROLLOUT_MINUTES: '10',
  LAMBDA_FUNCTION: 'api',
  LAMBDA_ALIAS: 'live',
};

/** The answer of GetFunction. */
export function functionWith(configuration: object = {}, code: object = {}): object {
  return {
    Configuration: {
      FunctionName: 'api',
      PackageType: 'Image',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      CodeSha256: 'b'.repeat(64),
      Version: '$LATEST',
      ...configuration,
    },
    Code: { RepositoryType: 'ECR', ImageUri: image, ResolvedImageUri: image, ...code },
  };
}

export const before = functionWith({}, { ImageUri: otherImage, ResolvedImageUri: otherImage });
export const changing = functionWith({ LastUpdateStatus: 'InProgress' });
export const changed = functionWith();
export const published = functionWith({ Version: '8' });

/** The answer of GetAlias and UpdateAlias. */
export const aliasAt = (version: string, revision = `revision-${version}`) => ({
  Name: 'live',
  FunctionVersion: version,
  RevisionId: revision,
});

/** An error of Lambda, as the AWS CLI prints it. */
export function lambdaError(code: string, operation: string, message: string): { readonly error: string } {
  return { error: `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n` };
}
