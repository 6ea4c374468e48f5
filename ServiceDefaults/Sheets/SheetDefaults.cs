using Microsoft.Extensions.DependencyInjection;

namespace Workforce.ServiceDefaults.Sheets;

public static class SheetDefaults
{
    /// <summary>For a service that reads or writes sheets.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">At start: a setting of <see cref="SheetOptions"/> is out of range.</exception>
    public static void AddSheets(this IServiceCollection services) =>
        services.AddOptions<SheetOptions>().BindConfiguration(SheetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
}
