/** The account ids and names that both stacks need. They share nothing else. */
export const region = 'us-east-1';
export const owner = '123456789012';
export const consumer = '222222222222';

/** The role with which ECS starts tasks in the consumer's account. */
export const startRoleName = 'jwt-pizza-task-start';

/** Repositories of the owner. */
export const serviceName = 'jwt-pizza-service';
export const appName = 'namespace/myapp';

/** Users of the consumer's account that push and pull. */
export const userNames = ['push-pull-user-1', 'push-pull-user-2'];
