"""The account ids and names that both stacks need. They share nothing else."""

REGION = "us-east-1"
OWNER = "123456789012"
CONSUMER = "222222222222"

# The role with which ECS starts tasks in the consumer's account.
START_ROLE_NAME = "jwt-pizza-task-start"

# Repositories of the owner.
SERVICE_NAME = "jwt-pizza-service"
APP_NAME = "namespace/myapp"

# Users of the consumer's account that push and pull.
USER_NAMES = ["push-pull-user-1", "push-pull-user-2"]
