/** `aws-local-stepfunctions` is for Node 22; on Node 20 it lacks this alone. */
interface Resolvers {
  withResolvers?: () => unknown;
}

(Promise as unknown as Resolvers).withResolvers ??= () => {
  let resolve: unknown;
  let reject: unknown;
  const promise = new Promise((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
};
