using Xunit;

// Each collection has a whole system of its own, and a machine may have two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
