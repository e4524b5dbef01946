"""policybrief."""
