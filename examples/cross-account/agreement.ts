/** What both accounts have agreed on. Each half names the other by it; the stacks need nothing else of each other. */
export const region = 'us-east-1';
export const owner = '123456789012';
export const consumer = '222222222222';

/** What ECS starts tasks with in the consumer's account. */
export const startRoleName = 'jwt-pizza-task-start';

/** Repositories of the owner. */
export const serviceName = 'jwt-pizza-service';
export const appName = 'namespace/myapp';

/** Users of the consumer's account who push and pull. */
export const userNames = ['push-pull-user-1', 'push-pull-user-2'];
