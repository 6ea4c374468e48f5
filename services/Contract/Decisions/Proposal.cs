using Workforce.Contract.Recommendations;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.Decisions;

/// <summary>What is proposed to decide (usulan): some by name, and perhaps all others as they are recommended.</summary>
/// <param name="AsRecommended">Also all others of the list.</param>
/// <param name="UnitId">Of the others, those of this unit alone; null = all.</param>
/// <param name="ProposedAt">UTC, by the system's clock.</param>
public sealed record Proposal(Guid Id, Guid CityId, Guid CycleId, bool AsRecommended, Guid? UnitId, DateTime ProposedAt, Actor ProposedBy);

/// <summary>What of a contract is proposed.</summary>
/// <param name="IsNamed">By itself, and not by the rule for all others.</param>
/// <param name="RecommendationId">The newest when it was proposed.</param>
public sealed record ProposedDecision(Guid ContractId, DecisionTerms Terms, bool IsNamed, Guid RecommendationId);

/// <summary>The same for those who look at it.</summary>
public sealed record ShownProposed(Guid WorkerId, Guid UnitId, ProposedDecision Proposed, RecommendationOutcome Recommended);

/// <summary>A proposal and how far it has come.</summary>
/// <param name="ByName">Of the workers.</param>
/// <param name="Decided">Of them, by this proposal, with those that were withdrawn since.</param>
public sealed record ProposalProgress(Proposal Proposal, int Workers, int ByName, int Decided);

/// <summary>What is asked to be proposed by name; without a ground, one not to renew is for the first that is recommended.</summary>
public sealed record NewDecision(Guid ContractId, DecisionTerms Terms);

/// <summary>What is asked to be proposed.</summary>
/// <param name="Named">Each contract once, or as often in the same words.</param>
public sealed record NewProposal(Guid CycleId, IReadOnlyList<NewDecision> Named, bool AsRecommended, Guid? UnitId);

/// <summary>What has become of a proposal.</summary>
/// <param name="ProposalId">Null when nothing is proposed.</param>
public sealed record ProposalOutcome(Guid? ProposalId, int Proposed, IReadOnlyList<RefusedDecision> Refusals);

/// <summary>Of the list, and not proposed by the rule for all others.</summary>
/// <param name="IsUnrated">The newest recommendation is that nothing is recommended; otherwise there is none of the contract as it is.</param>
public sealed record NotProposed(Guid ContractId, Guid WorkerId, bool IsOfVendor, bool IsUnrated);
