using Xunit;

// Its collections have services of the same names: on one broker these would share their queues, and a denial's 5 seconds are measured.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
