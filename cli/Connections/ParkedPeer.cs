using Workforce.Messaging.V1;

namespace Workforce.Cli.Connections;

/// <summary>A service to ask for its parked messages.</summary>
/// <param name="Service">For example <c>registry</c>.</param>
/// <param name="Address">Where it answers.</param>
/// <param name="Client">Calls it.</param>
public sealed record ParkedPeer(string Service, Uri Address, ParkedService.ParkedServiceClient Client);
