// The least that ASP.NET Core can be: one route that answers. What the newspaper's start is measured against.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/", () => "Nothing is in the paper today.");
app.Run();
