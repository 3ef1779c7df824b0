import { type JsonObject } from '../json';

/** The account and Region of a registry. */
export interface RegistryPlace {
  readonly account: string;
  readonly region: string;
}

const services = {
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  codebuild: 'CodeBuild_20161006',
  ssm: 'AmazonSSM',
  secretsmanager: 'secretsmanager',
};

/** An answer of AWS that is an error. */
export class AwsError extends Error {
  public constructor(
    public readonly type: string,
    message: string,
  ) {
    super(`${type}: ${message}`);
  }
}

/** Asks moto as an AWS SDK would; moto reads account and Region from the headers and checks no signature. */
export async function askMoto(
  endpoint: string,
  place: RegistryPlace,
  service: keyof typeof services,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  const credential = `Credential=local/20260101/${place.region}/${service}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${services[service]}.${operation}`,
      'x-moto-account-id': place.account,
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  const output = (await answer.json()) as JsonObject;
  if (answer.ok) return output;
  const message = output.message ?? output.Message;
  throw new AwsError(
    typeof output.__type === 'string' ? output.__type : `${answer.status}`,
    typeof message === 'string' ? message : '',
  );
}
