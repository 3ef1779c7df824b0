"""Makes moto's CloudFormation real for the resources that this project deploys.

Out of the box moto skips what it does not know and still answers CREATE_COMPLETE. Each file mends one service.
"""
