using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>A file that says what was corrected since takes no correction back, and adds nothing.</summary>
[Collection(nameof(RegistryService))]
public sealed class OldFileTests(RegistryService registry)
{
    private readonly RegisterLine _line = new();

    private City City { get; set; } = null!;

    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Theory]
    [InlineData("2022-01-01", "2022-12-31", "")]
    [InlineData("", "2020-06-30", "")]
    [InlineData("", "", "rsud")]
    [InlineData("2022-01-01", "2022-12-31", "rsud")]
    public async Task Import_RowOfFormerUnitOrDays_IsRejectedAndKeptUntilTheFileIsRight(string firstDay, string lastDay, string unit)
    {
        var contract = await RegisteredAsync(_line);
        await CorrectAsync(contract, new CorrectContractRequest { FirstDay = firstDay, LastDay = lastDay, Unit = unit });
        var corrected = Assert.Single(await registry.PeriodsAsync(City));

        var old = await ImportAsync(_line);

        Assert.Equal((0, 1), (old.RowsImported, old.RowsRejected));
        Assert.Contains($"it is from {corrected.FirstDay} to {corrected.LastDay} now", Assert.Single(old.Findings).Reason, StringComparison.Ordinal);
        Assert.Equal(corrected, Assert.Single(await registry.PeriodsAsync(City)));
        Assert.Equal(RejectKind.Outdated, Assert.Single(await RejectsAsync()).Kind);

        var right = await ImportAsync(_line with { FirstDay = corrected.FirstDay, LastDay = corrected.LastDay, Unit = unit.Length > 0 ? "RSUD S. K. Lerik" : _line.Unit });

        Assert.Equal((1, 0), (right.RowsUnchanged, right.RowsRejected));
        Assert.Empty(await RejectsAsync());
    }

    [Fact]
    public async Task Import_VendorsRowOfAFormerUnit_IsRejected()
    {
        var line = _line with { Employer = "PT Bersih Jaya" };
        await CorrectAsync(await RegisteredAsync(line), new CorrectContractRequest { Unit = "rsud" });
        Assert.Equal((0, 1), await CountsAsync(line));
    }

    [Fact]
    public async Task Import_RowOfTheTermsBeforeTwoCorrections_IsRejected()
    {
        var contract = await RegisteredAsync(_line);
        await CorrectAsync(contract, new CorrectContractRequest { FirstDay = "2022-01-01", LastDay = "2022-12-31" });
        await CorrectAsync(contract, new CorrectContractRequest { Unit = "rsud" });
        Assert.Equal((0, 1), await CountsAsync(_line));
        Assert.Equal((0, 1), await CountsAsync(_line with { FirstDay = "2022-01-01", LastDay = "2022-12-31" }));
    }

    [Fact]
    public async Task Import_NextContractOnDaysThatTheCorrectedOneHadByMistake_IsImported()
    {
        var wrong = _line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" };
        await CorrectAsync(await RegisteredAsync(wrong), new CorrectContractRequest { FirstDay = "2020-01-01", LastDay = "2020-12-31" });
        Assert.Equal((1, 0), await CountsAsync(wrong with { DecreeNumber = "BKPPD.814/1/2021" }));
    }

    [Fact]
    public async Task Import_RowOfFormerTermsOfAWithdrawnContract_IsRejected()
    {
        var contract = await RegisteredAsync(_line);
        await CorrectAsync(contract, new CorrectContractRequest { FirstDay = "2022-01-01", LastDay = "2022-12-31" });
        await Corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "x" });
        var old = await ImportAsync(_line);
        Assert.Contains("was withdrawn on", Assert.Single(old.Findings).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-01", "2020-12-31")]
    [InlineData("2021-01-01", "2021-12-31")]
    public async Task Import_RowOfAFormerNik_IsRejectedAndNamesTheNewOneByItsLastDigits(string firstDay, string lastDay)
    {
        var contract = await RegisteredAsync(_line);
        var right = RegisterLine.NextNik();
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = right, Reason = "KTP" });

        var old = await ImportAsync(_line with { FirstDay = firstDay, LastDay = lastDay });

        var finding = Assert.Single(old.Findings);
        Assert.Equal(("NIK", $"…{_line.Nik[^4..]}"), (finding.Column, finding.Value));
        Assert.Contains($"ends in {right[^4..]} now", finding.Reason, StringComparison.Ordinal);
        Assert.Single(await registry.PeriodsAsync(City));
        Assert.Equal(RejectKind.Outdated, Assert.Single(await RejectsAsync()).Kind);
        await ImportAsync(_line with { Nik = right, FirstDay = firstDay, LastDay = lastDay });
        Assert.Empty(await RejectsAsync());
    }

    [Fact]
    public async Task Import_RowOfAFormerNikAndAFormerName_IsRejected()
    {
        var contract = await RegisteredAsync(_line);
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = RegisterLine.NextNik(), Name = "Yohana Taek", Reason = "KTP" });
        Assert.Equal((0, 1), await CountsAsync(_line));
    }

    [Fact]
    public async Task Import_AnotherPersonWhoHasTheFormerNik_IsImportedAndKeepsTheName()
    {
        var contract = await RegisteredAsync(_line);
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = RegisterLine.NextNik(), Reason = "KTP" });
        var owner = _line with { Name = "Yohana Taek" };

        Assert.Equal((1, 0), await CountsAsync(owner));
        Assert.Equal((0, 1), await CountsAsync(_line));

        Assert.Equal("Yohana Taek", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = owner.Nik })).Worker.Name);
    }

    [Fact]
    public async Task Import_NamesakeWhoHasTheFormerNik_IsImported()
    {
        var contract = await RegisteredAsync(_line);
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = RegisterLine.NextNik(), Reason = "KTP" });
        Assert.Equal((1, 0), await CountsAsync(_line with { BirthDate = "1991-05-12" }));
    }

    [Theory]
    [InlineData("Maria Da Costa", "Maria da Costa", "Maria Da Costa")]
    [InlineData("Maria Bano", "Maria Banu", "MARIA BANO")]
    public async Task Import_FormerNameInWhateverLetterCase_StaysCorrected(string wrong, string right, string old)
    {
        var contract = await RegisteredAsync(_line with { Name = wrong });
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Name = right, Reason = "KTP" });

        var reply = await ImportAsync(_line with { Name = old });

        Assert.Equal((1, 1), (reply.RowsUnchanged, reply.Warnings));
        Assert.Equal(right, (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = _line.Nik })).Worker.Name);
    }

    [Fact]
    public async Task Import_WithdrawnContractsDaysByAnotherDecree_AreAnotherContract()
    {
        var contract = await RegisteredAsync(_line);
        await Corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "x" });
        Assert.Equal((1, 0), await CountsAsync(_line with { DecreeNumber = "BKPPD.814/9/2020" }));
    }

    [Fact]
    public async Task Import_RowOfAFormerNikFromAnotherCity_IsRejectedWithoutTheNewOne()
    {
        var contract = await RegisteredAsync(_line);
        var right = RegisterLine.NextNik();
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = right, Reason = "KTP" });

        var reply = await registry.ImportAsync(await registry.NewCityAsync(), RegisterLine.File(_line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        var finding = Assert.Single(reply.Findings);
        Assert.Contains("by another city", finding.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(right[^4..], finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FormerNamePositionAndWage_StayCorrectedWithWarnings()
    {
        var contract = await RegisteredAsync(_line);
        await CorrectAsync(contract, new CorrectContractRequest { Position = "Perawat", MonthlyWage = 2_000_000 });
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Name = "Maria Banu", Reason = "KTP" });

        var old = await ImportAsync(_line);

        Assert.Equal((1, 0, 0), (old.RowsUnchanged, old.RowsUpdated, old.RowsRejected));
        Assert.Equal(["Nama", "Jabatan", "Gaji"], old.Findings.Select(finding => finding.Column));
        Assert.All(old.Findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.Contains("is 2000000 in the register, which stays", old.Findings[2].Reason, StringComparison.Ordinal);
        var worker = await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = _line.Nik });
        Assert.Equal(("Maria Banu", "Perawat"), (worker.Worker.Name, worker.ContractPeriods[0].Position));
    }

    [Fact]
    public async Task Import_ANewPositionAfterACorrection_IsTaken()
    {
        await CorrectAsync(await RegisteredAsync(_line), new CorrectContractRequest { Position = "Perawat" });
        Assert.Equal(1, (await ImportAsync(_line with { Position = "Bidan" })).RowsUpdated);
        // What was wrong once is no less wrong after a later change.
        Assert.Equal(1, (await ImportAsync(_line)).RowsUnchanged);
    }

    [Fact]
    public async Task Import_WhatWasCorrectedBackAgain_IsUnchanged()
    {
        var contract = await RegisteredAsync(_line);
        await CorrectAsync(contract, new CorrectContractRequest { LastDay = "2020-06-30", Position = "Perawat" });
        await CorrectAsync(contract, new CorrectContractRequest { LastDay = "2020-12-31", Position = "Petugas" });
        var reply = await ImportAsync(_line);
        Assert.Equal((1, 0, 0), (reply.RowsUnchanged, reply.RowsRejected, reply.Findings.Count));
    }

    private async Task<ContractPeriod> RegisteredAsync(RegisterLine line)
    {
        City = await registry.NewCityAsync();
        await ImportAsync(line);
        return Assert.Single(await registry.PeriodsAsync(City));
    }

    private Task<ImportReply> ImportAsync(RegisterLine line) => registry.ImportAsync(City, RegisterLine.File(line));

    private async Task<(int Imported, int Rejected)> CountsAsync(RegisterLine line)
    {
        var reply = await ImportAsync(line);
        return (reply.RowsImported, reply.RowsRejected);
    }

    private async Task CorrectAsync(ContractPeriod contract, CorrectContractRequest request)
    {
        request.ContractId = contract.ContractId;
        request.Reason = "salah ketik";
        await Corrections.CorrectContractAsync(request);
    }

    private async Task<IReadOnlyList<Reject>> RejectsAsync() =>
        (await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = City.Id })).Rejects;
}
