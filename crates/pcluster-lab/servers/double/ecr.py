"""ECR: what moto leaves out."""
