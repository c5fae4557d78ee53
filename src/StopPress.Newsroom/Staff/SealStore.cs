using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>Keeps the keys with which forms and challenges are sealed in the database, so that every node has the same and a restart breaks no form.</summary>
/// <param name="database">The house.</param>
internal sealed class SealStore(HouseDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.LookAsync(context => context.Set<SealRow>().AsNoTracking().Select(row => row.Xml).ToListAsync()).GetAwaiter().GetResult().Select(XElement.Parse)];

    // The framework stores without waiting; it happens once in three months.
    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        using var turn = await database.EnterWriterAsync();
        var connection = await database.RentAsync();
        try
        {
            await using var context = database.NewContext(connection);
            context.Add(new SealRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            await context.SaveChangesAsync();
        }
        finally
        {
            await database.Return(connection);
        }
    }).GetAwaiter().GetResult();
}
